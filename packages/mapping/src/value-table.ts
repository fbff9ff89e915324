import type { ConstantValue, ValueTable } from './document';
import { ValueFailure, wrongKind } from './problems';
import { isNumber, maskedShape, type Value } from './values';

/** Looks keys up; what becomes of one without a row, the table says. @throws ValueFailure when it runs. */
export function compileTable(name: string, table: ValueTable): (key: Value) => Value {
  const normal = (key: string): string => (table.ignoreCase ? key.trim().toLowerCase() : key);
  const byKey = new Map<string, ConstantValue>();
  for (const [key, value] of table.rows) if (!byKey.has(normal(key))) byKey.set(normal(key), value);

  return (input) => {
    const found = byKey.get(normal(keyOf(input)));
    if (found !== undefined) return found;
    if (table.unmatched === 'pass') return input;
    if (table.unmatched === 'default') return table.default;
    throw new ValueFailure(
      'NOT_IN_TABLE',
      `The value table "${name}" has no row for ${maskedShape(input)}.`,
      'Add a row for this value, or choose what happens to values without a row.',
    );
  };
}

function keyOf(input: Value): string {
  if (typeof input === 'string') return input;
  if (isNumber(input) || typeof input === 'boolean') return String(input);
  throw wrongKind('one value', input, 'Pick one value of it first.');
}
