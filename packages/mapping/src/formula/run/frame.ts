import type { StepBudget } from './step-budget';
import type { FormulaValue } from './formula-value';

/** What a running formula sees beside its record. */
export interface FormulaFrame {
  /** Values of `x` in `list.map(x, …)`, by position. */
  readonly locals: FormulaValue[];
  readonly budget: StepBudget;
  /** Wall clock of the run in milliseconds; undefined where none was given. */
  readonly now: number | undefined;
  readonly maxTextLength: number;
}
