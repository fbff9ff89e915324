import { PenstockError } from './errors';
import { err, ok, type Result } from './result';
import { divideRounded, magnitude, type Rounding } from './rounding';

export type DecimalProblemCode = 'NOT_A_NUMBER' | 'OUT_OF_RANGE' | 'DIVISION_BY_ZERO' | 'NOT_A_WHOLE_AMOUNT';

/** An operation on a decimal that has no exact answer within the limits. */
export class DecimalError extends PenstockError<DecimalProblemCode> {}

export interface DecimalProblem {
  readonly code: DecimalProblemCode;
  readonly message: string;
}

/**
 * Digits on either side of the point. Wide enough for every JS number (5e-324 … 1.8e308); the bound keeps a hostile
 * `1e999999999` from filling the memory.
 */
const maxScale = 1000;
const maxExponent = 1000;
const limit = 10n ** 1000n;

const shape = /^([+-]?)(?:(\d+)(?:\.(\d+))?|\.(\d+))(?:[eE]([+-]?\d{1,6}))?$/;

const powersOfTen: readonly bigint[] = Array.from({ length: 40 }, (_, exponent) => 10n ** BigInt(exponent));
const powerOfTen = (exponent: number): bigint => powersOfTen[exponent] ?? 10n ** BigInt(exponent);
/** Exact as JS numbers. */
const smallPowers: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const longestPlainText = 16;

/**
 * An exact decimal number: `units` × 10^-`scale`. The scale is part of the value as people see it (`1.00` stays
 * `1.00`) but not of its size: `1.0` equals `1.00`. Immutable.
 *
 * Units that a JS number holds exactly are kept as one: amounts are small, and arithmetic on numbers is many times
 * faster than on BigInts. Whatever leaves that range is calculated with BigInts.
 */
export class Decimal {
  static readonly zero = new Decimal(0, 0, undefined);

  private constructor(
    /** The units: a number wherever it holds them exactly, so that equal decimals look alike. */
    private readonly exact: number | bigint,
    readonly scale: number,
    /** The JSON text it was read from, kept only where `toString` would write another one (`1e3`, `-0`). */
    private readonly literal: string | undefined,
  ) {}

  get units(): bigint {
    return BigInt(this.exact);
  }

  private get small(): number | undefined {
    return typeof this.exact === 'number' ? this.exact : undefined;
  }

  /** @throws DecimalError beyond 1,000 digits on either side of the point. */
  static of(units: bigint, scale: number): Decimal {
    if (!Number.isInteger(scale) || scale < 0 || scale > maxScale) throw outOfRange();
    if (units >= limit || units <= -limit) throw outOfRange();
    return Decimal.made(units, scale);
  }

  private static made(units: bigint, scale: number, literal?: string): Decimal {
    const small = Number(units);
    return new Decimal(Number.isSafeInteger(small) ? small + 0 : units, scale, literal);
  }

  /** Undefined when the units are no longer exact, or the scale no longer allowed. */
  private static ofSmall(units: number, scale: number): Decimal | undefined {
    return Number.isSafeInteger(units) && scale <= maxScale ? new Decimal(units + 0, scale, undefined) : undefined;
  }

  /** Reads `-12.50`, `.5`, `1e3`; refuses blanks, separators, currency signs, NaN and Infinity. */
  static parse(text: string): Result<Decimal, DecimalProblem> {
    const plain = text.length <= longestPlainText ? Decimal.parsePlain(text) : undefined;
    if (plain) return ok(plain);
    const match = text.length <= 2 * maxScale + 10 ? shape.exec(text) : null;
    if (!match) return err({ code: 'NOT_A_NUMBER', message: 'This text is not a decimal number.' });

    const fraction = match[3] ?? match[4] ?? '';
    const exponent = Number(match[5] ?? 0);
    if (Math.abs(exponent) > maxExponent) return err(rangeProblem);
    const digits = BigInt((match[2] ?? '') + fraction);
    const units = match[1] === '-' ? -digits : digits;
    const scale = fraction.length - exponent;
    const value = scale >= 0 ? units : units * powerOfTen(-scale);
    if (scale > maxScale || magnitude(value) >= limit) return err(rangeProblem);
    return ok(Decimal.made(value, Math.max(scale, 0)));
  }

  /** Digits with at most one point between them, and not more than a JS number holds: what amounts look like. */
  private static parsePlain(text: string): Decimal | undefined {
    const first = text.charCodeAt(0) === 0x2d ? 1 : 0;
    let units = 0;
    let point = -1;
    for (let at = first; at < text.length; at += 1) {
      const digit = text.charCodeAt(at) - 0x30;
      if (digit >= 0 && digit <= 9) units = units * 10 + digit;
      else if (digit === -2 && point < 0 && at > first && at < text.length - 1) point = at;
      else return undefined;
    }
    if (text.length === first) return undefined;
    return Decimal.ofSmall(first === 1 ? -units : units, point < 0 ? 0 : text.length - point - 1);
  }

  /** Reads a JSON number so that `toJsonText` writes the same characters again. */
  static parseJsonNumber(text: string): Result<Decimal, DecimalProblem> {
    const parsed = Decimal.parse(text);
    if (!parsed.ok || parsed.value.toString() === text) return parsed;
    return ok(Decimal.made(parsed.value.units, parsed.value.scale, text));
  }

  /**
   * A JS number goes through its shortest text, so `0.1` is exactly 0.1.
   * @throws DecimalError when the value is not a finite number.
   */
  static from(value: string | number | bigint | Decimal): Decimal {
    if (value instanceof Decimal) return value;
    if (typeof value === 'bigint') return Decimal.of(value, 0);
    if (typeof value === 'number') {
      const quick = Number.isSafeInteger(value) ? Decimal.ofSmall(value, 0) : shortDecimal(value);
      if (quick) return quick;
    }
    const parsed = Decimal.parse(String(value));
    if (!parsed.ok) throw new DecimalError(parsed.error.code, parsed.error.message);
    return parsed.value;
  }

  plus(other: Decimal): Decimal {
    const scale = Math.max(this.scale, other.scale);
    const [mine, theirs] = [this.smallAt(scale), other.smallAt(scale)];
    const quick = mine === undefined || theirs === undefined ? undefined : Decimal.ofSmall(mine + theirs, scale);
    return quick ?? Decimal.of(this.unitsAt(scale) + other.unitsAt(scale), scale);
  }

  minus(other: Decimal): Decimal {
    return this.plus(other.negated());
  }

  /** Exact: the scales add up. */
  times(other: Decimal): Decimal {
    const scale = this.scale + other.scale;
    const quick =
      this.small === undefined || other.small === undefined
        ? undefined
        : Decimal.ofSmall(this.small * other.small, scale);
    return quick ?? Decimal.of(this.units * other.units, scale);
  }

  /** @throws DecimalError when dividing by zero. */
  dividedBy(divisor: Decimal, to: { readonly scale: number; readonly rounding: Rounding }): Decimal {
    if (divisor.units === 0n) throw new DecimalError('DIVISION_BY_ZERO', 'A number cannot be divided by zero.');
    if (!Number.isInteger(to.scale) || to.scale < 0 || to.scale > maxScale) throw outOfRange();
    const shift = to.scale + divisor.scale - this.scale;
    const numerator = shift >= 0 ? this.units * powerOfTen(shift) : this.units;
    const denominator = shift >= 0 ? divisor.units : divisor.units * powerOfTen(-shift);
    return Decimal.of(divideRounded(numerator, denominator, to.rounding), to.scale);
  }

  /** Exactly `scale` digits after the point: cut under the rounding, or filled up with zeros. */
  round(scale: number, rounding: Rounding): Decimal {
    const quick = scale >= this.scale ? this.filledTo(scale) : this.cutHalfUp(scale, rounding);
    if (quick) return quick;
    if (scale >= this.scale) return Decimal.of(this.unitsAt(scale), scale);
    return Decimal.of(divideRounded(this.units, powerOfTen(this.scale - scale), rounding), scale);
  }

  private filledTo(scale: number): Decimal | undefined {
    if (!Number.isInteger(scale)) return undefined;
    const units = this.smallAt(scale);
    return units === undefined ? undefined : Decimal.ofSmall(units, scale);
  }

  /** The rounding of money, on numbers: half of the last unit is added before the rest is cut off. */
  private cutHalfUp(scale: number, rounding: Rounding): Decimal | undefined {
    const power = smallPowers[this.scale - scale];
    if (
      this.small === undefined ||
      power === undefined ||
      rounding !== 'half-up' ||
      !Number.isInteger(scale) ||
      scale < 0
    )
      return undefined;
    const size = Math.abs(this.small);
    const rest = size % power;
    const cut = (size - rest) / power + (rest * 2 >= power ? 1 : 0);
    return Decimal.ofSmall(this.small < 0 ? -cut : cut, scale);
  }

  negated(): Decimal {
    return this.small === undefined
      ? Decimal.made(-this.units, this.scale)
      : new Decimal(0 - this.small, this.scale, undefined);
  }

  abs(): Decimal {
    return this.isNegative() ? this.negated() : this;
  }

  isZero(): boolean {
    return this.small === 0;
  }

  isNegative(): boolean {
    return this.small === undefined ? this.units < 0n : this.small < 0;
  }

  /** Whether nothing is lost without the digits after the point. */
  isInteger(): boolean {
    return this.scale === 0 || this.units % powerOfTen(this.scale) === 0n;
  }

  /** Negative, zero or positive, as sort functions expect. */
  compare(other: Decimal): -1 | 0 | 1 {
    const scale = Math.max(this.scale, other.scale);
    const [a, b] = [this.smallAt(scale), other.smallAt(scale)];
    if (a !== undefined && b !== undefined) return a < b ? -1 : a > b ? 1 : 0;
    const mine = this.unitsAt(scale);
    const theirs = other.unitsAt(scale);
    return mine < theirs ? -1 : mine > theirs ? 1 : 0;
  }

  /** Same size: 1.0 equals 1.00. */
  equals(other: Decimal): boolean {
    return this.compare(other) === 0;
  }

  /**
   * The amount counted in its smallest coin: 19.99 with exponent 2 is 1999.
   * @throws DecimalError when a part of a coin would be lost.
   */
  minorUnits(exponent: number): bigint {
    const rounded = this.round(exponent, 'down');
    if (rounded.equals(this)) return rounded.units;
    throw new DecimalError(
      'NOT_A_WHOLE_AMOUNT',
      `This amount has more than ${exponent} digits after the point: round it first.`,
    );
  }

  /** The same value without zeros at the end: 1.50 becomes 1.5, 2.00 becomes 2. */
  normalized(): Decimal {
    let { units, scale } = this;
    while (scale > 0 && units % 10n === 0n) {
      units /= 10n;
      scale -= 1;
    }
    return Decimal.made(units, scale);
  }

  /** The nearest JS number: for charts and ordering, never for amounts that are booked. */
  toNumber(): number {
    return Number(this.toString());
  }

  /** Plain notation with all digits of the scale, never an exponent. */
  toString(): string {
    const digits = this.small === undefined ? magnitude(this.units).toString() : String(Math.abs(this.small));
    const sign = this.isNegative() ? '-' : '';
    if (this.scale === 0) return sign + digits;
    const padded = digits.padStart(this.scale + 1, '0');
    return `${sign}${padded.slice(0, -this.scale)}.${padded.slice(-this.scale)}`;
  }

  /** The number as `stringifyJson` writes it: the characters it was read from, where there were any. */
  toJsonText(): string {
    return this.literal ?? this.toString();
  }

  /** For a plain `JSON.stringify`, which cannot write bare numbers: the digits survive as text. */
  toJSON(): string {
    return this.toString();
  }

  private unitsAt(scale: number): bigint {
    return scale === this.scale ? this.units : this.units * powerOfTen(scale - this.scale);
  }

  /** The units at a larger scale; undefined when a JS number does not hold them exactly. */
  private smallAt(scale: number): number | undefined {
    if (this.small === undefined || scale === this.scale) return this.small;
    const power = smallPowers[scale - this.scale];
    const units = power === undefined ? NaN : this.small * power;
    return Number.isSafeInteger(units) ? units : undefined;
  }
}

const largestShort = 1e9;
const mostShortDigits = 6;

/**
 * The decimal a JS number was written as, when it is short: of all decimals of up to 15 digits only one is read as this
 * number, so the first that gives the number back is the one.
 */
function shortDecimal(value: number): Decimal | undefined {
  if (!(value > -largestShort && value < largestShort)) return undefined;
  for (let scale = 1; scale <= mostShortDigits; scale += 1) {
    const power = smallPowers[scale] as number;
    const units = Math.round(value * power);
    if (units / power === value) return Decimal.of(BigInt(units), scale);
  }
  return undefined;
}

const rangeProblem: DecimalProblem = {
  code: 'OUT_OF_RANGE',
  message: `This number has more than ${maxScale} digits before or after the point.`,
};

function outOfRange(): DecimalError {
  return new DecimalError(rangeProblem.code, rangeProblem.message);
}
