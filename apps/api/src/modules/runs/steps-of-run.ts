import type { FailureView, RunStatus, RunStep } from '@penstock/contracts';
import { topologicalOrder, TRIGGER_ID, type FlowDocument, type FlowEdge } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';

/**
 * What a person sees of a run's steps: the journal where there is one, and else what follows from it. The journal is
 * written late and in batches, so a step that is ready and has no entry yet counts as the one being worked on.
 */
export interface StepEntry {
  readonly stepId: string;
  readonly attempt: number;
  readonly status: 'succeeded' | 'failed' | 'skipped';
  readonly port: string | null;
  readonly input: Json | undefined;
  readonly output: Json | undefined;
  readonly failure: FailureView | null;
  readonly startedAt: string;
  readonly finishedAt: string;
}

export interface RunFacts {
  readonly document: FlowDocument;
  readonly status: RunStatus;
  /** Every attempt of every step, oldest first. */
  readonly journal: readonly StepEntry[];
  /** Steps with an effect whose outcome is not known yet. */
  readonly openEffects: readonly { readonly stepId: string; readonly sentAt: string | null }[];
}

export type ViewedStep = Omit<RunStep, 'input' | 'output'> & { readonly input?: Json; readonly output?: Json };

type Way = 'taken' | 'not-taken' | 'open';
type Progress = 'ready' | 'not-chosen' | 'open';

export function stepsOfRun(facts: RunFacts): ViewedStep[] {
  const { document } = facts;
  const steps = new Map<string, ViewedStep>();
  for (const id of topologicalOrder(document) ?? Object.keys(document.steps)) {
    const entries = facts.journal.filter(({ stepId }) => stepId === id);
    const last = entries.at(-1);
    const view = last ? recorded(facts, entries, last) : derived(facts, id, progressOf(document, id, steps));
    steps.set(id, view);
  }
  return [...steps.values()];
}

function recorded(facts: RunFacts, entries: readonly StepEntry[], last: StepEntry): ViewedStep {
  const isRepeated = last.status === 'failed' && isUnderway(facts.status);
  return {
    ...identity(facts.document, last.stepId),
    status: isRepeated ? underwayStatus(facts.status) : last.status,
    ...(last.port !== null && last.port !== 'default' && { port: last.port }),
    attempts: last.attempt,
    startedAt: entries[0]?.startedAt ?? last.startedAt,
    finishedAt: isRepeated ? null : last.finishedAt,
    ...(last.input !== undefined && { input: last.input }),
    ...(last.output !== undefined && { output: last.output }),
    failure: last.failure,
  };
}

function derived(facts: RunFacts, id: string, progress: Progress): ViewedStep {
  const effect = facts.openEffects.find(({ stepId }) => stepId === id);
  return {
    ...identity(facts.document, id),
    status: statusWithoutEntry(facts.status, progress, effect !== undefined),
    attempts: effect ? 1 : 0,
    startedAt: effect?.sentAt ?? null,
    finishedAt: null,
    failure: null,
  };
}

function statusWithoutEntry(run: RunStatus, progress: Progress, hasOpenEffect: boolean): RunStep['status'] {
  if (hasOpenEffect) return run === 'running' ? 'running' : 'waiting';
  if (progress === 'not-chosen' || run === 'succeeded' || run === 'cancelled') return 'skipped';
  if (progress === 'open' || run === 'queued') return 'pending';
  return underwayStatus(run);
}

const isUnderway = (run: RunStatus): boolean => run === 'running' || run === 'waiting' || run === 'queued';
const underwayStatus = (run: RunStatus): RunStep['status'] => (run === 'running' ? 'running' : 'waiting');

function identity(document: FlowDocument, stepId: string): Pick<RunStep, 'stepId' | 'name' | 'kind'> {
  const step = document.steps[stepId];
  return { stepId, name: step?.name ?? stepId, kind: step?.kind ?? 'action' };
}

/** A step is ready when every edge into it is decided and at least one was taken (flow document, version 1). */
function progressOf(document: FlowDocument, id: string, steps: ReadonlyMap<string, ViewedStep>): Progress {
  const ways = document.edges.filter(({ to }) => to === id).map((edge) => wayOf(edge, steps));
  if (ways.includes('open')) return 'open';
  return ways.includes('taken') ? 'ready' : 'not-chosen';
}

function wayOf(edge: FlowEdge, steps: ReadonlyMap<string, ViewedStep>): Way {
  if (edge.from === TRIGGER_ID) return 'taken';
  const from = steps.get(edge.from);
  if (from?.status === 'skipped') return 'not-taken';
  if (from?.status !== 'succeeded') return 'open';
  return (from.port ?? 'default') === edge.port ? 'taken' : 'not-taken';
}
