import { Decimal } from '@penstock/kernel';
import { BudgetExceeded, ValueFailure } from './problems';
import { isList, type Value } from './values';

export interface MappingLimits {
  /** Items all `each` rules of one run may go through together. */
  readonly maxItems: number;
  /** Characters of one text a step takes or makes. */
  readonly maxTextLength: number;
  /** Rough size of the output in characters of JSON. */
  readonly maxOutputSize: number;
  /** Steps all formulas of one run may take together; one is about the work of an addition. */
  readonly maxSteps: number;
  /** Errors that are reported before a run gives up. */
  readonly maxErrors: number;
}

export const defaultLimits: MappingLimits = {
  maxItems: 10_000,
  maxTextLength: 100_000,
  maxOutputSize: 4_000_000,
  maxSteps: 5_000_000,
  maxErrors: 100,
};

const narrowHint = 'Map fewer or smaller values, or split the record before this step.';

/** What one run has used up. Counted, not timed: the same record passes or fails the same way every time. */
export class Budget {
  private items = 0;
  private size = 0;

  constructor(private readonly limits: MappingLimits) {}

  /** @throws BudgetExceeded */
  chargeItems(count: number): void {
    this.items += count;
    if (this.items <= this.limits.maxItems) return;
    throw new BudgetExceeded(
      'TOO_MANY_ITEMS',
      `The lists hold more than ${this.limits.maxItems} items together.`,
      narrowHint,
    );
  }

  /** @throws BudgetExceeded */
  chargeOutput(value: Value): void {
    if (typeof value === 'string') this.size += value.length;
    else if (typeof value !== 'object') this.size += 4;
    else if (isList(value)) for (const item of value) this.chargeOutput(item);
    else if (typeof value === 'object' && value !== null && !(value instanceof Decimal)) this.chargeMembers(value);
    this.size += 4;
    if (this.size <= this.limits.maxOutputSize) return;
    throw new BudgetExceeded(
      'OUTPUT_TOO_LARGE',
      `The output is larger than ${this.limits.maxOutputSize} characters.`,
      narrowHint,
    );
  }

  private chargeMembers(value: object): void {
    for (const [key, member] of Object.entries(value)) {
      this.size += key.length;
      this.chargeOutput(member as Value);
    }
  }
}

/** @throws ValueFailure when a text is longer than a step may take or make. */
export function checkTextLength(length: number, limit: number): void {
  if (length <= limit) return;
  throw new ValueFailure(
    'TEXT_TOO_LONG',
    `A text of ${length} characters is longer than the ${limit} a step handles.`,
    'Shorten it first, e.g. with left.',
  );
}
