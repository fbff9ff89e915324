import { currencyExponent } from './currency';
import { Decimal } from './decimal';
import { PenstockError, invariant } from './errors';
import type { Rounding } from './rounding';

export type MoneyProblemCode = 'UNKNOWN_CURRENCY' | 'CURRENCIES_DIFFER' | 'NOTHING_TO_ALLOCATE_BY';

export class MoneyError extends PenstockError<MoneyProblemCode> {}

/** An exact amount in one currency. Amounts of different currencies never meet in one operation. Immutable. */
export class Money {
  private constructor(
    readonly amount: Decimal,
    /** ISO 4217 code. */
    readonly currency: string,
    /** Digits after the point of the currency's smallest coin. */
    readonly exponent: number,
  ) {}

  /**
   * @throws MoneyError for a currency code that ISO 4217 does not list.
   * @throws DecimalError for an amount that is not a number.
   */
  static of(amount: Decimal | string | number | bigint, currency: string): Money {
    const exponent = currencyExponent(currency);
    if (exponent === undefined)
      throw new MoneyError('UNKNOWN_CURRENCY', `${currency} is not a currency code of ISO 4217.`);
    return new Money(Decimal.from(amount), currency, exponent);
  }

  static fromMinorUnits(units: bigint, currency: string): Money {
    const zero = Money.of(Decimal.zero, currency);
    return zero.withAmount(Decimal.of(units, zero.exponent));
  }

  plus(other: Money): Money {
    return this.withAmount(this.amount.plus(this.sameCurrency(other).amount));
  }

  minus(other: Money): Money {
    return this.withAmount(this.amount.minus(this.sameCurrency(other).amount));
  }

  times(factor: Decimal): Money {
    return this.withAmount(this.amount.times(factor));
  }

  /** Whole coins. */
  round(rounding: Rounding = 'half-up'): Money {
    return this.withAmount(this.amount.round(this.exponent, rounding));
  }

  negated(): Money {
    return this.withAmount(this.amount.negated());
  }

  isZero(): boolean {
    return this.amount.isZero();
  }

  compare(other: Money): -1 | 0 | 1 {
    return this.amount.compare(this.sameCurrency(other).amount);
  }

  equals(other: Money): boolean {
    return this.currency === other.currency && this.amount.equals(other.amount);
  }

  /** @throws DecimalError when the amount has parts of a coin. */
  minorUnits(): bigint {
    return this.amount.minorUnits(this.exponent);
  }

  /**
   * Splits the amount by weights without losing or inventing a coin: every part gets its whole coins, the coins left
   * over go to the largest remainders, ties to the earlier part.
   */
  allocate(weights: readonly (Decimal | number)[]): Money[] {
    const shares = weightUnits(weights);
    const total = shares.reduce((sum, share) => sum + share, 0n);
    if (total === 0n)
      throw new MoneyError('NOTHING_TO_ALLOCATE_BY', 'An amount cannot be split by weights that are all zero.');

    const units = this.minorUnits();
    const sign = units < 0n ? -1n : 1n;
    const parts = shares.map((share, index) => ({
      index,
      whole: (units * sign * share) / total,
      rest: (units * sign * share) % total,
    }));
    let left = units * sign - parts.reduce((sum, part) => sum + part.whole, 0n);
    const byRemainder = [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
    for (const part of byRemainder) {
      if (left === 0n) break;
      part.whole += 1n;
      left -= 1n;
    }
    return parts.map((part) => Money.fromMinorUnits(part.whole * sign, this.currency));
  }

  /** For messages and logs: `19.99 USD`. */
  toString(): string {
    return `${this.amount.toString()} ${this.currency}`;
  }

  private withAmount(amount: Decimal): Money {
    return new Money(amount, this.currency, this.exponent);
  }

  private sameCurrency(other: Money): Money {
    if (other.currency === this.currency) return other;
    throw new MoneyError(
      'CURRENCIES_DIFFER',
      `${this.currency} and ${other.currency} cannot be combined: convert one of them first.`,
    );
  }
}

/** The weights as whole numbers of one common scale. */
function weightUnits(weights: readonly (Decimal | number)[]): bigint[] {
  const decimals = weights.map((weight) => Decimal.from(weight));
  invariant(!decimals.some((weight) => weight.isNegative()), 'weights of an allocation are not negative');
  const scale = Math.max(0, ...decimals.map((weight) => weight.scale));
  return decimals.map((weight) => weight.minorUnits(scale));
}
