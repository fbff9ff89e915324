import { Decimal } from '@penstock/kernel';
import { epochMsOf, parseIsoMoment } from '../../moment';
import { ValueFailure } from '../../problems';
import { isList, isMissing, isObject, type Value } from '../../values';
import { ratio } from './arithmetic';
import { formulaKind } from './formula-kind';
import { Duration, Ratio, type FormulaValue } from './formula-value';
import type { FormulaFrame } from './frame';

/** Same value: numbers by size, points in time by the moment they mean, everything else part by part. */
export function equals(a: FormulaValue, b: FormulaValue, frame: FormulaFrame): boolean {
  if (a === b || (isMissing(a as Value) && isMissing(b as Value))) return true;
  if (typeof a === 'number' && typeof b === 'number') return false;
  if (typeof a === 'string' && typeof b === 'string') return sameMoment(a, b);
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b) === 0;
  if (a instanceof Duration || b instanceof Duration)
    return a instanceof Duration && b instanceof Duration && a.ms === b.ms;
  return sameParts(a, b, frame);
}

/** Comparing lists and objects costs as much as several additions. */
const stepsPerPart = 4;

function sameParts(a: FormulaValue, b: FormulaValue, frame: FormulaFrame): boolean {
  frame.budget.charge(stepsPerPart);
  if (isList(a as Value) && isList(b as Value)) {
    const [x, y] = [a as readonly FormulaValue[], b as readonly FormulaValue[]];
    return x.length === y.length && x.every((item, index) => equals(item, y[index], frame));
  }
  const [x, y] = [a as Value, b as Value];
  if (!isObject(x) || !isObject(y)) return false;
  const keys = Object.keys(x);
  return (
    keys.length === Object.keys(y).length && keys.every((key) => Object.hasOwn(y, key) && equals(x[key], y[key], frame))
  );
}

type Numeric = number | Decimal | Ratio;
const isNumeric = (value: FormulaValue): value is Numeric =>
  typeof value === 'number' || value instanceof Decimal || value instanceof Ratio;

export function compareNumbers(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Ratio || b instanceof Ratio) return ratio(a).compare(ratio(b));
  return Decimal.from(a).compare(Decimal.from(b));
}

/** Which of two comes first. @throws ValueFailure when they cannot be put in order. */
export function compare(a: FormulaValue, b: FormulaValue): number {
  if (isNumeric(a) && isNumeric(b)) return compareNumbers(a, b);
  if (typeof a === 'string' && typeof b === 'string') return compareTexts(a, b);
  if (a instanceof Duration && b instanceof Duration) return a.ms - b.ms;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (isMissing(a as Value) || isMissing(b as Value)) {
    throw new ValueFailure(
      'MISSING_VALUE',
      'A value that is compared is missing.',
      'Use COALESCE(value, …), or ask has(value) first.',
    );
  }
  throw new ValueFailure(
    'NOT_COMPARABLE',
    `${formulaKind(a)} and ${formulaKind(b)} cannot be put in order.`,
    'Convert one side, e.g. with VALUE or TEXT.',
  );
}

function compareTexts(a: string, b: string): number {
  if (isTimed(a) && isTimed(b)) {
    const [x, y] = [epochOf(a), epochOf(b)];
    if (x !== undefined && y !== undefined) return x - y;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}

const sameMoment = (a: string, b: string): boolean => isTimed(a) && isTimed(b) && compareTexts(a, b) === 0;

/** Looks like an ISO point in time: shorter and other texts are told apart without reading them. */
const isTimed = (text: string): boolean =>
  text.length >= 17 && text.length <= 35 && text[4] === '-' && text[10] === 'T';

function epochOf(text: string): number | undefined {
  const moment = parseIsoMoment(text);
  return moment?.offsetMinutes === undefined ? undefined : epochMsOf(moment);
}
