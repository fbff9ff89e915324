import type { FieldDifferenceView, PreviewMappingResult, RunStep } from '@penstock/contracts';
import { stringifyJson, type Json } from '@penstock/kernel';
import { compareJson } from '@penstock/mapping';
import { useMutation, useQuery, type UseMutationResult } from '@tanstack/react-query';
import { useApi } from '../../../../shared/api/api-context';
import { runStepsQuery } from '../../../../shared/api/run-queries';
import { fieldRow, type DifferenceRow } from '../../../../shared/lib/difference-rows';
import { sourcesOf, type SampleRecord } from '../../mapping/model/step-sources';
import { useEditor } from '../../model/editor-context';
import { mappingOf, type MappedStep } from '../../studio/model/mapped-step';

/** What a mapping makes of the values of a past run, against what it made then. */
export interface Reevaluation {
  readonly rows: readonly DifferenceRow[];
  /** Rules that make nothing of these values, in words. */
  readonly errors: readonly string[];
  /** False: what it made then is not recorded, so that all of it is shown as new. */
  readonly hasRecorded: boolean;
}

interface PastValues {
  readonly runId: string;
  readonly record: SampleRecord;
}

/** Asks the server, which evaluates as a run does; the draft is taken as it stands. */
export function useReevaluation(step: MappedStep, { runId, record }: PastValues): UseMutationResult<Reevaluation, unknown, void> {
  const api = useApi();
  const { store, connectors } = useEditor();
  const { data: steps } = useQuery({ ...runStepsQuery(api, runId, false), staleTime: Infinity });
  return useMutation({
    mutationFn: async () => {
      const { sample } = sourcesOf(step.id, { flow: store.getState().flow, connectors, record });
      const preview = await api.mappings.preview({ document: mappingOf(step), sampleTexts: [stringifyJson(sample as unknown as Json)] });
      return reevaluated(preview, madeThen(step, steps));
    },
  });
}

function reevaluated({ problems, samples }: PreviewMappingResult, recorded: Json | undefined): Reevaluation {
  const [sample] = samples;
  return {
    rows: compareJson(recorded, (sample?.output ?? undefined) as Json | undefined).map((difference) => fieldRow('', difference as FieldDifferenceView)),
    errors: [...problems.filter(({ severity }) => severity === 'error'), ...(sample?.errors ?? [])].map(({ message }) => message),
    hasRecorded: recorded !== undefined,
  };
}

/** An action was given it, a map step answered with it; of a step in a loop, the first item. */
function madeThen(step: MappedStep, steps: readonly RunStep[] | undefined): Json | undefined {
  const recorded = steps?.find(({ stepId }) => stepId === step.id);
  const execution = recorded?.loop ? recorded.loop.shown[0] : recorded;
  return (step.kind === 'action' ? execution?.input : execution?.output) as Json | undefined;
}
