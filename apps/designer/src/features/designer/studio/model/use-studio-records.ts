import type { IntakeEventDetail, Run, RunStep } from '@penstock/contracts';
import type { FlowDocument } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../../../shared/api/api-context';
import { useCurrentEnvironment } from '../../../../shared/api/current-environment';
import { eventQuery, lastRunsQuery, runStepsQuery } from '../../../../shared/api/run-queries';
import { runLabel } from '../../../../shared/lib/run-columns';
import { sourcesOf, type SampleRecord, type StepSources } from '../../mapping/model/step-sources';
import { recordOf } from '../../mapping/model/use-sample-record';
import { useEditor } from '../../model/editor-context';
import { strings } from '../strings';
import { generatedRecords, type StudioRecord } from './studio-records';

/** Real events that are offered; each is read with what its steps answered. */
const lastEvents = 5;

export interface StudioRecords {
  /** Real ones first, the newest first. */
  readonly records: readonly StudioRecord[];
  readonly chosen: StudioRecord;
  /** What the step can take from, with the values of the chosen record. */
  readonly sources: StepSources;
}

interface RecordsQuestion {
  readonly flowId: string;
  readonly stepId: string;
  readonly flow: FlowDocument;
  /** Kept with the mapping. */
  readonly saved: readonly StudioRecord[];
  /** Null: the newest. */
  readonly wanted: string | null;
}

/** Records of the flow to try the mapping on: real ones, the connector's own, and edges made of it. */
export function useStudioRecords({ flowId, stepId, flow, saved, wanted }: RecordsQuestion): StudioRecords {
  const { connectors } = useEditor();
  const real = useRealRecords(flowId);
  return useMemo(() => {
    const sourcesFor = (record: SampleRecord | null): StepSources => sourcesOf(stepId, { flow, connectors, record });
    const plain = sourcesFor(null);
    const seen = real.map(({ id, title, at, record }) => ({
      record: { id, kind: 'run' as const, title, at, scope: sourcesFor(record).sample },
      sample: record,
    }));
    const sample: StudioRecord = {
      id: 'sample',
      kind: 'sample',
      title: strings.connectorSample,
      at: null,
      scope: plain.sample,
    };
    const made = generatedRecords(plain.sample, strings.generated);
    const records = [...seen.map(({ record }) => record), ...saved, sample, ...made];
    const chosen = records.find(({ id }) => id === wanted) ?? seen[0]?.record ?? sample;
    const own = seen.find(({ record }) => record.id === chosen.id);
    const sources = own ? sourcesFor(own.sample) : plain;
    return { records, chosen, sources: { ...sources, sample: chosen.scope } };
  }, [real, stepId, flow, connectors, saved, wanted]);
}

interface RealRecord {
  readonly id: string;
  readonly title: string;
  readonly at: string | null;
  readonly record: SampleRecord;
}

function useRealRecords(flowId: string): readonly RealRecord[] {
  const api = useApi();
  const { environment } = useCurrentEnvironment();
  const { data: runs } = useQuery(lastRunsQuery(api, { flowId, environment: environment.key }, lastEvents));
  const items = useMemo(() => runs?.items ?? [], [runs]);
  const events = useQueries({
    queries: items.map(({ eventId }) => ({ ...eventQuery(api, eventId), staleTime: Infinity, retry: false })),
    combine: dataOf<IntakeEventDetail>,
  });
  const steps = useQueries({
    queries: items.map(({ id }) => ({ ...runStepsQuery(api, id, false), staleTime: Infinity, retry: false })),
    combine: dataOf<readonly RunStep[]>,
  });
  return useMemo(
    () =>
      items.flatMap((run, at): RealRecord[] => {
        const payload = events[at]?.payload;
        const answers = steps[at];
        if (payload == null || !answers) return [];
        return [{ id: run.id, title: titleOf(run), at: run.createdAt, record: recordOf(payload as Json, answers) }];
      }),
    [items, events, steps],
  );
}

/** The data of each query; while one is being read, its place is empty. */
const dataOf = <T>(results: readonly UseQueryResult<T>[]): readonly (T | undefined)[] =>
  results.map(({ data }) => data);

const titleOf = ({ labels, id }: Run): string => runLabel(labels) ?? id.slice(-8);
