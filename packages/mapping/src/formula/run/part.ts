import { DecimalError } from '@penstock/kernel';
import { BudgetExceeded, ValueFailure } from '../../problems';
import type { Scope } from '../../values';
import { childrenOf, type Node } from '../syntax/ast';
import { truthOf } from './truth';
import type { FormulaValue } from './formula-value';
import type { FormulaFrame } from './frame';
import { StepBudget } from './step-budget';

/** Works a formula out for one record. @throws ValueFailure, BudgetExceeded */
export type RunFormula = (scope: Scope, frame: FormulaFrame) => FormulaValue;

/** A part of a formula, ready to run. */
export interface Part {
  readonly run: RunFormula;
  /** Does not depend on the record: `value` is what it always gives. */
  readonly value?: { readonly is: FormulaValue };
}

/** Steps that may be spent on parts that are worked out beforehand. */
const foldingSteps = 20_000;
const foldingTextLength = 10_000;

export const constant = (value: FormulaValue): Part => ({ run: () => value, value: { is: value } });

export function sizeOf(node: Node): number {
  return childrenOf(node).reduce((size, child) => size + sizeOf(child), 1);
}

/** Works a part out beforehand when all it is made of is known; what fails so fails again when it runs. */
export function folded(run: RunFormula, inner: readonly Part['value'][]): Part {
  if (inner.some((value) => value === undefined)) return { run };
  try {
    const frame = {
      locals: [],
      budget: new StepBudget(foldingSteps),
      now: undefined,
      maxTextLength: foldingTextLength,
    };
    return constant(run({}, frame));
  } catch (thrown) {
    if (thrown instanceof ValueFailure || thrown instanceof BudgetExceeded || thrown instanceof DecimalError)
      return { run };
    throw thrown;
  }
}

/** One of two ways; where the question is already answered, the other way is left out. */
export function choose(test: Part, then: Part, otherwise: Part): Part {
  if (test.value) return truthOf(test.value.is) ? then : otherwise;
  const [ask, yes, no] = [test.run, then.run, otherwise.run];
  return { run: (scope, frame) => (truthOf(ask(scope, frame)) ? yes(scope, frame) : no(scope, frame)) };
}
