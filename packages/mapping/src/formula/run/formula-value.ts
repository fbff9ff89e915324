import type { Decimal, Rounding } from '@penstock/kernel';
import type { Value } from '../../values';

/** A stretch of time, exact to the millisecond. */
export class Duration {
  constructor(readonly ms: number) {}
}

/** An exact fraction: what a division gives until it is rounded. */
export class Ratio {
  constructor(
    readonly numerator: Decimal,
    readonly denominator: Decimal,
  ) {}

  /** @throws DecimalError when a part of it is divided by zero. */
  round(scale: number, rounding: Rounding): Decimal {
    return this.numerator.dividedBy(this.denominator, { scale, rounding });
  }

  /** Negative, zero or positive, as sort functions expect. */
  compare(other: Ratio): number {
    const order = this.numerator.times(other.denominator).compare(other.numerator.times(this.denominator));
    return this.denominator.isNegative() === other.denominator.isNegative() ? order : -order;
  }
}

/** A value while a formula is worked out. Durations and fractions never leave it. */
export type FormulaValue = Value | Duration | Ratio | FormulaList;
export type FormulaList = readonly FormulaValue[];
