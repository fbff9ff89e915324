import type { RunStep, RunStepItem } from '@penstock/contracts';
import { itemWords } from '@penstock/flow-model';

/** One execution of a step of a run: of a step in a loop, what it did for one item. */
export interface RunMoment {
  readonly stepId: string;
  /** As the run names the execution, e.g. `lines[3]/charge`. */
  readonly key: string;
  readonly name: string;
  readonly status: RunStep['status'];
  readonly attempts: number;
  /** When it ended, ISO 8601; null: it has not. */
  readonly at: string | null;
}

/** What a run did, in the order in which it was done with it; what was skipped or never began is no moment. */
export function momentsOf(steps: readonly RunStep[]): readonly RunMoment[] {
  return steps
    .flatMap(executionsOf)
    .filter(({ execution: { startedAt, status } }) => startedAt !== null && status !== 'pending' && status !== 'skipped')
    .sort((a, b) => endOf(a.execution) - endOf(b.execution) || startOf(a.execution) - startOf(b.execution))
    .map(({ execution: { status, attempts, finishedAt }, ...named }) => ({ ...named, status, attempts, at: finishedAt }));
}

interface Execution extends Pick<RunMoment, 'stepId' | 'key' | 'name'> {
  readonly execution: Pick<RunStep, 'status' | 'attempts' | 'startedAt' | 'finishedAt'>;
}

const executionsOf = (step: RunStep): readonly Execution[] =>
  step.loop
    ? step.loop.shown.map((item) => ({ stepId: step.stepId, key: item.key, name: `${step.name}, item ${itemWords(item.items)}`, execution: item }))
    : [{ stepId: step.stepId, key: step.stepId, name: step.name, execution: step }];

type Timed = Pick<RunStep, 'startedAt' | 'finishedAt'>;
const endOf = ({ finishedAt }: Timed): number => (finishedAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(finishedAt));
const startOf = ({ startedAt }: Timed): number => (startedAt === null ? Number.MAX_SAFE_INTEGER : Date.parse(startedAt));

/** The steps as they stood when a moment was over; at the last one, as they are. */
export function stepsAt(steps: readonly RunStep[], moments: readonly RunMoment[], index: number): readonly RunStep[] {
  const moment = moments[index];
  if (!moment || index >= moments.length - 1) return steps;
  const reached = new Set(moments.slice(0, index + 1).map(({ key }) => key));
  const now = moment.at === null ? Number.MAX_SAFE_INTEGER : Date.parse(moment.at);
  return steps.map((step) => (step.loop ? loopAt(step, step.loop, { reached, now }) : stepAt(step, { reached, now })));
}

interface Then {
  readonly reached: ReadonlySet<string>;
  readonly now: number;
}

function stepAt(step: RunStep, { reached, now }: Then): RunStep {
  const { undone: _later, ...done } = step;
  if (reached.has(step.stepId)) return done;
  return notYet(step, startOf(step) <= now);
}

/** It has begun, or is still to come: its data is not there yet. */
function notYet({ port: _port, input: _input, output: _output, why: _why, undone: _undone, ...step }: RunStep, hasBegun: boolean): RunStep {
  return { ...step, status: hasBegun ? 'running' : 'pending', attempts: hasBegun ? 1 : 0, finishedAt: null, failure: null, ...(!hasBegun && { startedAt: null }) };
}

function loopAt(step: RunStep, loop: NonNullable<RunStep['loop']>, { reached, now }: Then): RunStep {
  const shown = loop.shown.filter(({ key }) => reached.has(key));
  if (shown.length === loop.shown.length) return step;
  return { ...notYet(step, shown.length > 0 || startOf(step) <= now), loop: { count: shown.length, failed: countFailed(shown), shown } };
}

const countFailed = (items: readonly RunStepItem[]): number => items.filter(({ status }) => status === 'failed').length;
