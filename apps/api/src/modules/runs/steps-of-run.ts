import type { FailureView, RunStatus, RunStep, RunStepItem } from '@penstock/contracts';
import {
  containersAround,
  innerPortOf,
  parseStepKey,
  topologicalOrder,
  TRIGGER_ID,
  type FlowDocument,
  type FlowEdge,
  type StepKey,
} from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';
import { whyOfStep } from './why-of-step';

/**
 * What a person sees of a run's steps: the journal where there is one, and else what follows from it. The journal is
 * written late and in batches, so a step that is ready and has no entry yet counts as the one being worked on.
 */
export interface StepEntry {
  /** Key of the execution, e.g. `lines[3]/charge`. */
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
  /** Executions with an effect whose outcome is not known yet, by key. */
  readonly openEffects: readonly { readonly stepId: string; readonly sentAt: string | null }[];
}

type Progress = Omit<RunStepItem, 'key' | 'items' | 'input' | 'output'> & {
  readonly input?: Json;
  readonly output?: Json;
};
export type ViewedItem = Pick<RunStepItem, 'key' | 'items'> & Progress;
export type ViewedStep = Pick<RunStep, 'stepId' | 'name' | 'kind' | 'parent' | 'undone'> &
  Progress & { readonly loop?: { readonly count: number; readonly failed: number; readonly shown: ViewedItem[] } };

type Way = 'taken' | 'not-taken' | 'open';
type Arrival = 'ready' | 'not-chosen' | 'open';

/** More would be a page nobody reads; the counts are of all. */
const MOST_ITEMS_SHOWN = 200;

export function stepsOfRun(facts: RunFacts): ViewedStep[] {
  const { document } = facts;
  const executions = executionsOf(facts);
  const steps = new Map<string, ViewedStep>();
  for (const id of topologicalOrder(document) ?? Object.keys(document.steps)) {
    const own = executions.filter(({ stepId }) => stepId === id);
    const undone = own.some(({ isUndo, entries }) => isUndo && entries.at(-1)?.status === 'succeeded');
    const done = own.filter(({ isUndo }) => !isUndo);
    const progress =
      loopAround(document, id) === undefined
        ? progressOf(facts, done[0], arrivalAt(document, id, steps))
        : inLoop(facts, done, loopState(document, id, steps));
    steps.set(id, { ...identity(document, id), ...progress, ...(undone && { undone }) });
  }
  return inReadingOrder([...steps.values()]);
}

/** What stands in a container comes right after it. */
function inReadingOrder(steps: readonly ViewedStep[]): ViewedStep[] {
  const within = (parent: string | undefined): ViewedStep[] =>
    steps.filter((step) => step.parent === parent).flatMap((step) => [step, ...within(step.stepId)]);
  const ordered = within(undefined);
  return ordered.length === steps.length ? ordered : [...steps];
}

/** One execution of a step: what was recorded of it, and its effect if that is not settled. */
interface Execution extends StepKey {
  readonly key: string;
  readonly entries: readonly StepEntry[];
  readonly openEffect: RunFacts['openEffects'][number] | undefined;
}

function executionsOf({ journal, openEffects }: RunFacts): Execution[] {
  const entries = new Map<string, StepEntry[]>(openEffects.map(({ stepId }) => [stepId, []]));
  for (const entry of journal) {
    const known = entries.get(entry.stepId);
    if (known) known.push(entry);
    else entries.set(entry.stepId, [entry]);
  }
  return [...entries].map(([key, own]) => ({
    key,
    ...parseStepKey(key),
    entries: own,
    openEffect: openEffects.find(({ stepId }) => stepId === key),
  }));
}

function progressOf(facts: RunFacts, execution: Execution | undefined, arrival: Arrival): Progress {
  const last = execution?.entries.at(-1);
  return execution && last ? recorded(facts, execution.entries, last) : derived(facts, arrival, execution?.openEffect);
}

/** All items together, as one line for people. */
function inLoop(
  facts: RunFacts,
  executions: readonly Execution[],
  loop: RunStep['status'],
): Progress & Pick<ViewedStep, 'loop'> {
  const items = executions
    .map((execution): ViewedItem => ({
      key: execution.key,
      items: [...execution.items],
      ...progressOf(facts, execution, 'ready'),
    }))
    .sort((a, b) => inOrder(a.items, b.items));
  const failed = items.filter(({ status }) => status === 'failed').length;
  const status = items.length === 0 ? beforeItems(loop) : together(items);
  const first =
    items
      .map(({ startedAt }) => startedAt)
      .filter((at) => at !== null)
      .sort()[0] ?? null;
  const ends = items
    .map(({ finishedAt }) => finishedAt)
    .filter((at) => at !== null)
    .sort();
  return {
    status,
    attempts: Math.max(0, ...items.map(({ attempts }) => attempts)),
    startedAt: first,
    finishedAt: status === 'running' || status === 'waiting' ? null : (ends.at(-1) ?? null),
    failure: items.find((item) => item.status === 'failed')?.failure ?? null,
    ...(items.length > 0 && { loop: { count: items.length, failed, shown: chosenItems(items) } }),
  };
}

const beforeItems = (loop: RunStep['status']): RunStep['status'] =>
  loop === 'succeeded' || loop === 'failed' || loop === 'skipped' ? 'skipped' : 'pending';

function together(items: readonly ViewedItem[]): RunStep['status'] {
  const order: readonly RunStep['status'][] = ['running', 'waiting', 'failed'];
  return order.find((status) => items.some((item) => item.status === status)) ?? 'succeeded';
}

function chosenItems(items: readonly ViewedItem[]): ViewedItem[] {
  if (items.length <= MOST_ITEMS_SHOWN) return [...items];
  const pressing = items.filter(({ status }) => status !== 'succeeded');
  const others = items.filter(({ status }) => status === 'succeeded');
  const chosen = new Set([...pressing, ...others].slice(0, MOST_ITEMS_SHOWN));
  return items.filter((item) => chosen.has(item));
}

function inOrder(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((index, depth) => index !== b[depth]);
  return at === -1 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** The outermost loop a step stands in. */
const loopAround = ({ steps }: FlowDocument, id: string): string | undefined =>
  containersAround(steps, id).findLast((container) => steps[container]?.kind === 'for-each');

const loopState = (document: FlowDocument, id: string, steps: ReadonlyMap<string, ViewedStep>): RunStep['status'] =>
  steps.get(loopAround(document, id) ?? '')?.status ?? 'pending';

/** A failure that somebody around dealt with has an exit; without one the step is tried again. */
function recorded(facts: RunFacts, entries: readonly StepEntry[], last: StepEntry): Progress {
  const why = whyOfStep(facts.document.steps[parseStepKey(last.stepId).stepId]?.kind, last.input);
  const isRepeated = last.status === 'failed' && last.port === null && isUnderway(facts.status);
  return {
    status: isRepeated ? underwayStatus(facts.status) : last.status,
    ...(last.port !== null && last.port !== 'default' && { port: last.port }),
    attempts: last.attempt,
    startedAt: entries[0]?.startedAt ?? last.startedAt,
    finishedAt: isRepeated ? null : last.finishedAt,
    ...(last.input !== undefined && { input: last.input }),
    ...(last.output !== undefined && { output: last.output }),
    ...(why && { why }),
    failure: last.failure,
  };
}

function derived(facts: RunFacts, arrival: Arrival, effect: Execution['openEffect']): Progress {
  return {
    status: statusWithoutEntry(facts.status, arrival, effect !== undefined),
    attempts: effect ? 1 : 0,
    startedAt: effect?.sentAt ?? null,
    finishedAt: null,
    failure: null,
  };
}

function statusWithoutEntry(run: RunStatus, arrival: Arrival, hasOpenEffect: boolean): RunStep['status'] {
  if (hasOpenEffect) return run === 'running' ? 'running' : 'waiting';
  if (arrival === 'not-chosen' || run === 'succeeded' || run === 'cancelled') return 'skipped';
  if (arrival === 'open' || run === 'queued') return 'pending';
  return underwayStatus(run);
}

const isUnderway = (run: RunStatus): boolean => run === 'running' || run === 'waiting' || run === 'queued';
const underwayStatus = (run: RunStatus): RunStep['status'] => (run === 'running' ? 'running' : 'waiting');

function identity(document: FlowDocument, stepId: string): Pick<RunStep, 'stepId' | 'name' | 'kind' | 'parent'> {
  const step = document.steps[stepId];
  return {
    stepId,
    name: step?.name ?? stepId,
    kind: step?.kind ?? 'action',
    ...(step?.parent !== undefined && { parent: step.parent }),
  };
}

/** A step is ready when every edge into it is decided and at least one was taken (flow document, version 1). */
function arrivalAt(document: FlowDocument, id: string, steps: ReadonlyMap<string, ViewedStep>): Arrival {
  const ways = document.edges.filter(({ to }) => to === id).map((edge) => wayOf(document, edge, steps));
  if (ways.includes('open')) return 'open';
  return ways.includes('taken') ? 'ready' : 'not-chosen';
}

function wayOf(document: FlowDocument, edge: FlowEdge, steps: ReadonlyMap<string, ViewedStep>): Way {
  if (edge.from === TRIGGER_ID) return 'taken';
  const from = steps.get(edge.from);
  if (from?.status === 'skipped') return 'not-taken';
  // A body is entered before its container is done.
  if (innerPortOf(document.steps[edge.from]) === edge.port) return from?.status === 'pending' ? 'open' : 'taken';
  const isLeft = from?.status === 'succeeded' || (from?.status === 'failed' && from.port !== undefined);
  if (!isLeft) return 'open';
  return (from.port ?? 'default') === edge.port ? 'taken' : 'not-taken';
}
