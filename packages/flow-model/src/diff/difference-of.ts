import { canonicalJson, type Json } from '@penstock/kernel';
import type { StepId } from '../document';
import { describeValue } from './describe-values';
import type { FlowDifference } from './flow-difference';

/** The step or trigger a difference is about. */
export interface Subject {
  readonly stepId: StepId;
  readonly stepName: string;
}

/** Documents are plain JSON, which their types do not say. */
export const asJson = (value: unknown): Json => value as Json;

export const isSame = (before: unknown, after: unknown): boolean =>
  before === after || (before !== undefined && after !== undefined && canonicalJson(asJson(before)) === canonicalJson(asJson(after)));

/** The two sides of a difference; a side that is not there is left out. */
export const sides = (before: unknown, after: unknown): Pick<FlowDifference, 'before' | 'after'> => ({
  ...(before !== undefined && { before: asJson(before) }),
  ...(after !== undefined && { after: asJson(after) }),
});

/** `“Charge”: amount is now 5 (it was 3).` */
export function changeSentence(name: string, what: string, { before, after }: { readonly before: unknown; readonly after: unknown }): string {
  if (before === undefined) return `“${name}”: ${what} is now ${describeValue(after)} (it was not set).`;
  if (after === undefined) return `“${name}”: ${what} is no longer set (it was ${describeValue(before)}).`;
  return `“${name}”: ${what} is now ${describeValue(after)} (it was ${describeValue(before)}).`;
}
