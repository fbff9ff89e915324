import { setOwn, type Json } from '@penstock/kernel';
import { ValueFailure } from '../../problems';
import { isMissing, isNumber, type Value } from '../../values';
import { formulaKind } from './formula-kind';
import { Duration, Ratio, type FormulaList, type FormulaValue } from './formula-value';

/** The value a formula hands over: nothing for a missing one. @throws ValueFailure for durations and fractions. */
export function leaveFormula(value: FormulaValue): Value {
  if (typeof value === 'string') return value;
  return isMissing(value as Value) ? undefined : asJson(value);
}

function asJson(value: FormulaValue): Json {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null || isNumber(value as Value)) return value as Json;
  if (value instanceof Duration || value instanceof Ratio) {
    throw new ValueFailure(
      'WRONG_KIND',
      `A formula gave ${formulaKind(value)}.`,
      'Round a fraction; write a duration as text with TOTEXT.',
    );
  }
  if (Array.isArray(value)) return (value as FormulaList).map(asJson);
  const made: Record<string, Json> = {};
  for (const [name, member] of Object.entries(value)) setOwn(made, name, asJson(member as FormulaValue));
  return made;
}
