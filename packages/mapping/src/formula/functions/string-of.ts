import { Decimal } from '@penstock/kernel';
import { wrongKind } from '../../problems';
import { isNumber, type Value } from '../../values';
import { Duration, type FormulaValue } from '../run/formula-value';

/** One value as text; a number with exactly its digits, or rounded half up to so many. @throws ValueFailure */
export function stringOf(value: FormulaValue, digits?: number): string {
  if (typeof value === 'string') return value;
  if (isNumber(value as Value)) {
    const number = value as number | Decimal;
    return digits === undefined ? String(number) : Decimal.from(number).round(digits, 'half-up').toString();
  }
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Duration) return durationText(value);
  throw wrongKind('one value', value as Value, 'Pick one value of it first, or use JOIN for a list.');
}

/** In seconds, as CEL writes durations. */
const durationText = ({ ms }: Duration): string => `${Decimal.of(BigInt(ms), 3).normalized().toString()}s`;
