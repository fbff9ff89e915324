import { BudgetExceeded } from '../../problems';

/** Characters that count as much as one step: texts are copied in bulk. */
const charactersPerStep = 32;

/** Steps all formulas of one run may take together. Counted, not timed: the same record always gives the same answer. */
export class StepBudget {
  private left: number;

  constructor(private readonly most: number) {
    this.left = most;
  }

  /** @throws BudgetExceeded */
  charge(steps: number): void {
    this.left -= steps;
    if (this.left >= 0) return;
    throw new BudgetExceeded(
      'TOO_MANY_STEPS',
      `The formulas took more than ${this.most} steps.`,
      'Go over shorter lists, or avoid lists inside lists.',
    );
  }

  /** @throws BudgetExceeded */
  chargeText(length: number): void {
    if (length >= charactersPerStep) this.charge(Math.floor(length / charactersPerStep));
  }
}
