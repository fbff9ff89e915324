import { ValueFailure } from '../../problems';
import { isMissing, type Value } from '../../values';
import { formulaKind } from './formula-kind';
import type { FormulaValue } from './formula-value';

/** @throws ValueFailure for everything but yes and no. */
export function truthOf(value: FormulaValue): boolean {
  if (typeof value === 'boolean') return value;
  if (isMissing(value as Value))
    throw new ValueFailure('MISSING_VALUE', 'A condition of the formula is missing.', 'Compare it with true.');
  throw new ValueFailure(
    'WRONG_KIND',
    `A condition must be yes or no and is ${formulaKind(value)}.`,
    'Compare it with something.',
  );
}
