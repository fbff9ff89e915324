import { kindName, type Value } from '../../values';
import { Duration, Ratio, type FormulaValue } from './formula-value';

/** The kind of a value in the words the designer uses. */
export function formulaKind(value: FormulaValue): string {
  if (value instanceof Duration) return 'a duration';
  return value instanceof Ratio ? 'a fraction' : kindName(value as Value);
}
