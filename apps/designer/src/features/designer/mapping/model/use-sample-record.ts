import type { IntakeEventDetail, Run, RunStep } from '@penstock/contracts';
import type { Json } from '@penstock/kernel';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { eventQuery, lastRunsQuery, runQuery, runStepsQuery } from '../../../../shared/api/run-queries';
import { useEditorState } from '../../model/editor-context';
import type { SampleRecord } from './step-sources';

/**
 * What rules are tried on while they are edited: the past run that was taken, else the event that was chosen as the
 * trigger's sample, else what was tested with before, else the newest run that succeeded.
 */
export function useSampleRecord(
  flowId: string,
  takenRunId: string | null = null,
  testedOn: { readonly eventId: string; readonly runId: string | null } | null = null,
): SampleRecord | null {
  const ownEventId = useEditorState((state) => state.flow.trigger.sampleEventId);
  const sampleEventId = ownEventId ?? testedOn?.eventId;
  const testedRunId = ownEventId === undefined ? testedOn?.runId : null;
  const taken = useRun(takenRunId ?? undefined);
  const isTaken = takenRunId !== null;
  const chosenId = isTaken ? taken?.eventId : sampleEventId;
  const chosen = useEvent(chosenId);
  // Its content may have been erased since: then it is as if none had been chosen.
  const isChosen = chosen?.payload != null;
  const newest = useNewestRun(flowId, !isTaken && (chosenId === undefined || (chosen !== undefined && !isChosen)));
  const newestEvent = useEvent(newest?.eventId);
  const event = isChosen ? chosen : newestEvent;
  const steps = useSteps(flowId, takenRunId ?? (isChosen ? (testedRunId ?? chosen.runIds.at(-1)) : newest?.id));
  return useMemo(() => (event?.payload == null || !steps ? null : recordOf(event.payload, steps)), [event, steps]);
}

function useRun(runId: string | undefined): Run | undefined {
  const api = useApi();
  return useQuery({ ...runQuery(api, runId ?? ''), enabled: runId !== undefined, staleTime: Infinity }).data;
}

function useEvent(eventId: string | undefined): IntakeEventDetail | undefined {
  const api = useApi();
  const isKnown = eventId !== undefined;
  return useQuery({ ...eventQuery(api, eventId ?? ''), enabled: isKnown, staleTime: Infinity, retry: false }).data;
}

function useNewestRun(flowId: string, isWanted: boolean) {
  const { environment } = useCurrentEnvironment();
  const filter = { flowId, environment: environment.key, status: 'succeeded' as const };
  const { data } = useQuery({ ...lastRunsQuery(useApi(), filter, 1), enabled: isWanted });
  return data?.items[0];
}

/** None of a run of another flow, or of an event that has started none; undefined while they are being read. */
function useSteps(flowId: string, runId: string | undefined): readonly RunStep[] | undefined {
  const api = useApi();
  const isKnown = runId !== undefined;
  const run = useRun(runId);
  const isOwn = run?.flowId === flowId;
  const { data: steps } = useQuery({ ...runStepsQuery(api, runId ?? '', false), enabled: isOwn, staleTime: Infinity });
  return !isKnown || (run && !isOwn) ? noSteps : steps;
}

const noSteps: readonly RunStep[] = [];

/** A run as rules see it: its event and what its steps answered. */
export function recordOf(payload: unknown, steps: readonly RunStep[]): SampleRecord {
  const outputs = steps.flatMap(({ stepId, output, loop }) => {
    // Inside a loop the first item that went well stands for all.
    const made = output ?? loop?.shown.find(({ status }) => status === 'succeeded')?.output;
    return made === undefined ? [] : [[stepId, made as Json]];
  });
  return { event: payload as Json, outputs: Object.fromEntries(outputs) as SampleRecord['outputs'] };
}
