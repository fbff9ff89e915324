import { bodyOf, containersAround, readsOf, stepsInOrder, stepsReadBy, type FlowDocument, type StepId } from '@penstock/flow-model';
import { parsePath } from '@penstock/mapping';
import type { Json } from '@penstock/kernel';
import type { StepEvidenceState } from '../../../../shared/canvas/step-view';
import { valueOf } from '../../mapping/model/sample-values';
import { fingerprint } from './fingerprint';
import { definitionPrint, type PinnedSample, type StepTest } from './step-evidence';

/** Everything that tests of a flow build on. */
export interface KnownSamples {
  readonly tests: Readonly<Record<StepId, StepTest>>;
  readonly pinned: Readonly<Record<StepId, PinnedSample>>;
  readonly values: KnownValues;
}

/** The values that steps would read now. */
export interface KnownValues {
  readonly event: Json | undefined;
  readonly outputs: Readonly<Record<StepId, Json>>;
}

/**
 * How far each step's test still holds.
 *
 * F1 A test holds while the step's settings are those it was tested with, and every value it read is the same.
 * F2 Where the test of a step does not hold any more, neither do those of the steps that read it, unless a pinned sample
 *    stands for its answer.
 * F3 Names, notes and places change nothing.
 */
export function freshnessOf(flow: FlowDocument, { tests, pinned, values }: KnownSamples): ReadonlyMap<StepId, StepEvidenceState> {
  const states = new Map<StepId, StepEvidenceState>();
  const isStale = (id: StepId): boolean => {
    const state = states.get(id);
    return !(id in pinned) && (state === 'changed' || state === 'upstream-changed');
  };
  for (const id of stepsInOrder(flow)) {
    const [step, test] = [flow.steps[id], tests[id]];
    if (!step) continue;
    if (!test) states.set(id, 'untested');
    else if (test.print !== definitionPrint(flow, step)) states.set(id, 'changed');
    else if (test.reads !== readsPrint(flow, id, values) || [...stepsReadBy(flow, id)].some(isStale)) states.set(id, 'upstream-changed');
    else states.set(id, test.status === 'failed' ? 'failed' : 'tested');
  }
  return states;
}

/** Steps whose outputs need not be made again: pinned ones, and those whose test holds with everything that it was made of. */
export function reusableSteps(flow: FlowDocument, known: KnownSamples): ReadonlySet<StepId> {
  const states = freshnessOf(flow, known);
  const reusable = new Set<StepId>();
  for (const id of stepsInOrder(flow)) {
    const holds = states.get(id) === 'tested' && isAnswer(known.tests[id]) && [...stepsReadBy(flow, id)].every((source) => reusable.has(source));
    if (id in known.pinned || holds) reusable.add(id);
  }
  return reusable;
}

/** A read that was not really asked is asked the next time. */
const isAnswer = (test: StepTest | undefined): boolean => test !== undefined && (test.answeredFrom !== 'sample' || test.effect !== null);

/** Of all values that a step reads from outside of itself; equal as long as these are. */
export function readsPrint(flow: FlowDocument, stepId: StepId, { event, outputs }: KnownValues): string {
  const scope = { trigger: event ?? null, steps: outputs as Record<StepId, Json> };
  const read = pathsReadBy(flow, stepId).map((path): Json => [path, valueOf(path, scope) ?? null]);
  return fingerprint(read);
}

/** What a container's body reads counts as its own; the item of a loop around is part of the list that is read. */
function pathsReadBy(flow: FlowDocument, stepId: StepId): readonly string[] {
  const around = containersAround(flow.steps, stepId);
  const own = [stepId, ...bodyOf(flow.steps, stepId)];
  const paths = [...own, ...around].flatMap((id) => {
    const step = flow.steps[id];
    return step ? readsOf(step).map(({ path }) => path) : [];
  });
  return [...new Set(paths)].filter((path) => isFromOutside(path, own)).sort();
}

function isFromOutside(path: string, own: readonly StepId[]): boolean {
  const parsed = parsePath(path);
  if (!parsed.ok) return false;
  const [root, id] = parsed.value;
  return root === 'trigger' || (root === 'steps' && !own.includes(String(id)));
}
