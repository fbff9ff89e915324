import { Decimal } from '@penstock/kernel';
import { epochMsOf, formatIsoMoment, momentAt, parseIsoMoment } from '../../moment';
import { ValueFailure } from '../../problems';
import { isList, isMissing } from '../../values';
import { checkTextLength } from '../../budget';
import { Duration, Ratio, type FormulaValue } from './formula-value';
import type { FormulaFrame } from './frame';
import { formulaKind } from './formula-kind';

type Num = number | Decimal;
type AnyNum = Num | Ratio;

const isNum = (value: FormulaValue): value is Num => typeof value === 'number' || value instanceof Decimal;
const isAnyNum = (value: FormulaValue): value is AnyNum => isNum(value) || value instanceof Ratio;
const one = Decimal.from(1);

/** Whole numbers stay plain ones while they are small enough; everything else is a decimal. */
function whole(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value + 0 : undefined;
}

const bothWhole = (a: FormulaValue, b: FormulaValue): boolean =>
  typeof a === 'number' && typeof b === 'number' && Number.isSafeInteger(a) && Number.isSafeInteger(b);

export function add(a: FormulaValue, b: FormulaValue, frame: FormulaFrame): FormulaValue {
  if (typeof a === 'string' && typeof b === 'string') return joined(a, b, frame);
  if (bothWhole(a, b)) {
    const sum = whole((a as number) + (b as number));
    if (sum !== undefined) return sum;
  }
  if (isNum(a) && isNum(b)) return Decimal.from(a).plus(Decimal.from(b));
  if (isAnyNum(a) && isAnyNum(b)) return addRatios(ratio(a), ratio(b));
  if (isList(a as never) && isList(b as never))
    return joinedLists(a as readonly FormulaValue[], b as readonly FormulaValue[], frame);
  if (a instanceof Duration && b instanceof Duration) return new Duration(a.ms + b.ms);
  if (typeof a === 'string' && b instanceof Duration) return moved(a, b.ms);
  if (a instanceof Duration && typeof b === 'string') return moved(b, a.ms);
  throw notFor('+', a, b);
}

export function subtract(a: FormulaValue, b: FormulaValue): FormulaValue {
  if (bothWhole(a, b)) {
    const difference = whole((a as number) - (b as number));
    if (difference !== undefined) return difference;
  }
  if (isNum(a) && isNum(b)) return Decimal.from(a).minus(Decimal.from(b));
  if (isAnyNum(a) && isAnyNum(b)) return addRatios(ratio(a), ratio(negate(b) as AnyNum));
  if (a instanceof Duration && b instanceof Duration) return new Duration(a.ms - b.ms);
  if (typeof a === 'string' && b instanceof Duration) return moved(a, -b.ms);
  if (typeof a === 'string' && typeof b === 'string') return new Duration(instant(a, '-') - instant(b, '-'));
  throw notFor('-', a, b);
}

export function multiply(a: FormulaValue, b: FormulaValue): FormulaValue {
  if (bothWhole(a, b)) {
    const product = whole((a as number) * (b as number));
    if (product !== undefined) return product;
  }
  if (isNum(a) && isNum(b)) return Decimal.from(a).times(Decimal.from(b));
  if (!isAnyNum(a) || !isAnyNum(b)) throw notFor('*', a, b);
  const [x, y] = [ratio(a), ratio(b)];
  return new Ratio(x.numerator.times(y.numerator), x.denominator.times(y.denominator));
}

/** An exact fraction. @throws ValueFailure DIVISION_BY_ZERO */
export function divide(a: FormulaValue, b: FormulaValue): FormulaValue {
  if (!isAnyNum(a) || !isAnyNum(b)) throw notFor('/', a, b);
  const [x, y] = [ratio(a), ratio(b)];
  if (y.numerator.isZero()) throw dividedByZero();
  return new Ratio(x.numerator.times(y.denominator), x.denominator.times(y.numerator));
}

/** What is left of a whole division, with the sign of the first number. @throws ValueFailure */
export function remainder(a: FormulaValue, b: FormulaValue): FormulaValue {
  const [x, y] = [wholeUnits(a, '%', b), wholeUnits(b, '%', a)];
  if (y === 0n) throw dividedByZero();
  return wholeResult(x % y);
}

/** The whole part of a division. @throws ValueFailure */
export function quotient(a: FormulaValue, b: FormulaValue): FormulaValue {
  const [x, y] = [wholeUnits(a, 'QUOTIENT', b), wholeUnits(b, 'QUOTIENT', a)];
  if (y === 0n) throw dividedByZero();
  return wholeResult(x / y);
}

export function negate(value: FormulaValue): FormulaValue {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 0 - value : Decimal.from(value).negated();
  if (value instanceof Decimal) return value.negated();
  if (value instanceof Ratio) return new Ratio(value.numerator.negated(), value.denominator);
  if (value instanceof Duration) return new Duration(-value.ms);
  throw missingOr(value, `A minus sign needs a number and got ${formulaKind(value)}.`);
}

function addRatios(a: Ratio, b: Ratio): Ratio {
  const numerator = a.numerator.times(b.denominator).plus(b.numerator.times(a.denominator));
  return new Ratio(numerator, a.denominator.times(b.denominator));
}

export const ratio = (value: AnyNum): Ratio => (value instanceof Ratio ? value : new Ratio(Decimal.from(value), one));

function wholeUnits(value: FormulaValue, op: string, other: FormulaValue): bigint {
  if (!isNum(value)) throw notFor(op, value, other);
  const decimal = Decimal.from(value);
  if (decimal.isInteger()) return decimal.round(0, 'down').units;
  throw new ValueFailure('NOT_WHOLE', `${op} works on whole numbers only.`, 'Round both sides first.');
}

function wholeResult(units: bigint): Num {
  const number = Number(units);
  return Number.isSafeInteger(number) ? number : Decimal.of(units, 0);
}

function joined(a: string, b: string, frame: FormulaFrame): string {
  checkTextLength(a.length + b.length, frame.maxTextLength);
  frame.budget.chargeText(a.length + b.length);
  return a + b;
}

function joinedLists(a: readonly FormulaValue[], b: readonly FormulaValue[], frame: FormulaFrame): FormulaValue {
  frame.budget.charge(a.length + b.length);
  return [...a, ...b];
}

/** A point in time, or the start of a day. @throws ValueFailure */
export function instant(text: string, op: string): number {
  const moment = parseIsoMoment(text);
  if (moment) return epochMsOf(moment);
  throw new ValueFailure(
    'NOT_A_DATE',
    `${op} between texts works on dates only.`,
    'Read the texts with PARSEDATE first.',
  );
}

/** A day is moved by whole days and stays a day; a point in time keeps its offset. @throws ValueFailure */
function moved(text: string, ms: number): string {
  const moment = parseIsoMoment(text);
  const epochMs = instant(text, '+') + ms;
  if (!moment || Math.abs(epochMs) > latest) throw outOfCalendar();
  if (moment.timeMs === undefined) {
    if (epochMs % dayMs !== 0) {
      throw new ValueFailure(
        'NOT_WHOLE_DAYS',
        'A date without a time can be moved by whole days only.',
        'Add 24h, 48h …, or use a date with a time.',
      );
    }
    return formatIsoMoment({ ...momentAt(epochMs, 0), timeMs: undefined, offsetMinutes: undefined });
  }
  const shown = momentAt(epochMs, moment.offsetMinutes ?? 0);
  return formatIsoMoment(moment.offsetMinutes === undefined ? { ...shown, offsetMinutes: undefined } : shown);
}

const dayMs = 86_400_000;
/** The year 9999. */
const latest = 253_402_300_799_999;

export const outOfCalendar = (): ValueFailure =>
  new ValueFailure('NO_SUCH_DATE', 'This date lies outside of the years 1 to 9999.', 'Check what is added to it.');

export const dividedByZero = (): ValueFailure =>
  new ValueFailure(
    'DIVISION_BY_ZERO',
    'A number cannot be divided by zero.',
    'Say with IF what it is when the divisor is 0.',
  );

function notFor(op: string, a: FormulaValue, b: FormulaValue): ValueFailure {
  const missing = isMissing(a as never) ? a : isMissing(b as never) ? b : a;
  return missingOr(missing, `${op} cannot be used between ${formulaKind(a)} and ${formulaKind(b)}.`);
}

function missingOr(value: FormulaValue, message: string): ValueFailure {
  if (!isMissing(value as never))
    return new ValueFailure('WRONG_KIND', message, 'Convert one side, e.g. with VALUE or TEXT.');
  return new ValueFailure(
    'MISSING_VALUE',
    'A value this formula needs is missing.',
    'Use COALESCE(value, …) to say what stands in for it.',
  );
}
