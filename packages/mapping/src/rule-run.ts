import { Budget, type MappingLimits } from './budget';
import type { FormulaFrame } from './formula/run/frame';
import { StepBudget } from './formula/run/step-budget';
import { BudgetExceeded, describeFailure, type MappingError } from './problems';

export interface RunContext {
  /** Wall clock in milliseconds, the same for all rules of the run. */
  readonly now: number;
}

/** What the rules of one run share: the clock, the budget and the errors so far. */
export class RuleRun {
  readonly budget: Budget;
  readonly errors: MappingError[] = [];
  readonly now: number | undefined;
  /** What the formulas of the run share. */
  readonly frame: FormulaFrame;

  constructor(
    readonly limits: MappingLimits,
    context: RunContext | undefined,
  ) {
    this.budget = new Budget(limits);
    this.now = context?.now;
    this.frame = {
      locals: [],
      budget: new StepBudget(limits.maxSteps),
      now: this.now,
      maxTextLength: limits.maxTextLength,
    };
  }

  /** @throws BudgetExceeded when too many errors have come together. */
  report(ruleId: string, path: string, thrown: unknown): void {
    this.errors.push({ ruleId, path, ...describeFailure(thrown) });
    if (this.errors.length < this.limits.maxErrors) return;
    throw new BudgetExceeded(
      'TOO_MANY_ERRORS',
      `${this.limits.maxErrors} values could not be made; the rest was not tried.`,
      'Mend the first errors and try again.',
    );
  }

  /** Errors of a list's item name their place in the list. */
  prefixErrorsFrom(first: number, prefix: string): void {
    for (let index = first; index < this.errors.length; index += 1) {
      const error = this.errors[index] as MappingError;
      this.errors[index] = { ...error, path: error.path === '.' ? prefix : `${prefix}.${error.path}` };
    }
  }
}
