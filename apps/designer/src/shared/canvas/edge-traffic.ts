import type { RunStep, RunStepItem } from '@penstock/contracts';
import { innerPortOf, TRIGGER_ID, type FlowDocument, type FlowEdge } from '@penstock/flow-model';
import type { StepRunView } from './step-view';

interface RunOnFlow {
  readonly flow: FlowDocument;
  readonly run: ReadonlyMap<string, StepRunView>;
}

/** How often a run went along a line it took; null where what is kept of a long loop does not tell. */
export function countThrough(edge: FlowEdge, { flow, run }: RunOnFlow): number | null {
  const [from, to] = [run.get(edge.from), run.get(edge.to)];
  if (!to?.items) return 1;
  const isInner = innerPortOf(flow.steps[edge.from]) === edge.port;
  if (!isInner && from?.leftBy) return from.leftBy[edge.port] ?? 0;
  return flow.edges.filter((other) => other.to === edge.to).length === 1 ? to.items.count : null;
}

/** What went along a line once. */
export interface Passage {
  readonly key: string;
  /** Of a loop: which item of each loop around. */
  readonly items: readonly number[] | null;
  /** Undefined: nothing is recorded. */
  readonly output: unknown;
  readonly input: unknown;
}

/** What the step before gave and the step behind was given, for each time the line was taken. */
export function passagesOf({ from, port, to }: FlowEdge, steps: readonly RunStep[], payload: unknown): readonly Passage[] {
  const [before, behind] = [from, to].map((id) => steps.find(({ stepId }) => stepId === id));
  if (!behind) return [];
  const outputOf = (execution: Pick<RunStepItem, 'output'> | undefined): unknown => (from === TRIGGER_ID ? payload : execution?.output);
  if (!behind.loop) return [{ key: to, items: null, output: outputOf(before), input: givenTo(behind) }];
  const lefts = before?.loop?.shown;
  return behind.loop.shown.flatMap((item): Passage[] => {
    const { key, items } = item;
    const left = lefts?.find((other) => other.items.join() === items.join());
    if (left && port !== 'default' && left.port !== port) return [];
    return [{ key, items, output: outputOf(left ?? before), input: givenTo(item) }];
  });
}

/** A condition records what it compared, which the run shows in words; it is given nothing of its own. */
const givenTo = ({ why, input }: Pick<RunStepItem, 'why' | 'input'>): unknown => (why ? undefined : input);
