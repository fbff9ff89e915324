import type { Json } from '@penstock/kernel';
import { compareJson, type FieldDifference } from '@penstock/mapping';

/** How a step of a run ended, as far as it is recorded. */
export interface ComparableStep {
  readonly key: string;
  readonly status: string;
  readonly port: string | null;
  readonly input: Json | undefined;
  readonly output: Json | undefined;
}

export interface StepDifference {
  readonly key: string;
  /** Null where the run has no record of the step. */
  readonly statusBefore: string | null;
  readonly statusAfter: string | null;
  readonly portBefore: string | null;
  readonly portAfter: string | null;
  readonly input: readonly FieldDifference[];
  readonly output: readonly FieldDifference[];
}

/** The steps that are different between two runs, in the order of the first one; a step of one run only differs as a whole. */
export function compareSteps(
  before: readonly ComparableStep[],
  after: readonly ComparableStep[],
): readonly StepDifference[] {
  const was = new Map(before.map((step) => [step.key, step]));
  const is = new Map(after.map((step) => [step.key, step]));
  const keys = new Set([...was.keys(), ...is.keys()]);
  return [...keys].flatMap((key) => differenceOf(key, was.get(key), is.get(key)));
}

function differenceOf(
  key: string,
  before: ComparableStep | undefined,
  after: ComparableStep | undefined,
): StepDifference[] {
  const isOneSided = before === undefined || after === undefined;
  const difference = {
    key,
    statusBefore: before?.status ?? null,
    statusAfter: after?.status ?? null,
    portBefore: before?.port ?? null,
    portAfter: after?.port ?? null,
    // What the other run never came to has nothing to be compared with.
    input: isOneSided ? [] : compareJson(before.input, after.input),
    output: isOneSided ? [] : compareJson(before.output, after.output),
  };
  const isSame = difference.statusBefore === difference.statusAfter && difference.portBefore === difference.portAfter;
  return isSame && difference.input.length === 0 && difference.output.length === 0 ? [] : [difference];
}
