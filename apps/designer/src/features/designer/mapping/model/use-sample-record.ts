import type { Json } from '@penstock/kernel';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { eventQuery, lastRunsQuery, runStepsQuery } from '../../../../shared/api/run-queries';
import type { SampleRecord } from './step-sources';

/** The newest run that succeeded, as the record that rules are tried on while they are edited. */
export function useSampleRecord(flowId: string): SampleRecord | null {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const { data: runs } = useQuery(lastRunsQuery(api, { flowId, environment: environment.key, status: 'succeeded' }, 1));
  const run = runs?.items[0];
  const known = run !== undefined;
  const { data: event } = useQuery({ ...eventQuery(api, run?.eventId ?? ''), enabled: known, staleTime: Infinity });
  const { data: steps } = useQuery({
    ...runStepsQuery(api, run?.id ?? '', false),
    enabled: known,
    staleTime: Infinity,
  });
  return useMemo(() => {
    if (!event || event.payload === null || !steps) return null;
    const outputs = steps.flatMap(({ stepId, output, loop }) => {
      // Inside a loop the first item that went well stands for all.
      const made = output ?? loop?.shown.find(({ status }) => status === 'succeeded')?.output;
      return made === undefined ? [] : [[stepId, made as Json]];
    });
    return { event: event.payload as Json, outputs: Object.fromEntries(outputs) as SampleRecord['outputs'] };
  }, [event, steps]);
}
