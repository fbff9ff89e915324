import type { DryRunResult } from '@penstock/contracts';
import type { Json } from '@penstock/kernel';
import { useMutation, useQuery, type UseMutationResult } from '@tanstack/react-query';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { lastRunsQuery } from '../../../../shared/api/run-queries';
import { triggerOf } from '../../../../shared/lib/connector-catalog';
import { useEditor } from '../../model/editor-context';
import { samplesForDryRun } from './sample-store';
import { useSampleStore } from './samples-context';

/**
 * Runs the draft as far as it goes on the sample event, sending nothing: steps that only read do read, writes answer
 * with what is pinned to them or with their sample. Every step's result is kept.
 */
export function useRunToHere(): UseMutationResult<DryRunResult, unknown, void> {
  const api = useApi();
  const { store, autosave, connectors } = useEditor();
  const samples = useSampleStore();
  const { environment } = useCurrentEnvironment();
  const { flowId } = store.getState();
  const filter = { flowId, environment: environment.key, status: 'succeeded' as const };
  const { data: newest } = useQuery(lastRunsQuery(api, filter, 1));
  return useMutation({
    mutationFn: async () => {
      const revision = await autosave.storedRevision();
      const { flow } = store.getState();
      const eventId = flow.trigger.sampleEventId ?? newest?.items[0]?.eventId;
      const payload = (triggerOf(connectors, flow.trigger)?.sample ?? {}) as Json;
      const event = eventId === undefined ? { payload: payload as never } : { eventId };
      const result = await api.flows.dryRun(flowId, {
        ...event,
        revision,
        environment: environment.key,
        reads: 'live',
        samples: samplesForDryRun(flow, samples.getState().pinned) as never,
      });
      samples.getState().record(flow, result, new Date().toISOString());
      return result;
    },
  });
}
