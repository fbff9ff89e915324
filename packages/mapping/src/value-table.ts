import type { ConstantValue, ValueTable } from './document';
import { ValueFailure, wrongKind } from './problems';
import { isNumber, maskedShape, type Value } from './values';

/** Looks keys up; what becomes of one without a row, the table says. @throws ValueFailure when it runs. */
export function compileTable(name: string, table: ValueTable): (key: Value) => Value {
  const find = indexTable(table);
  return (input) => {
    const found = find(input);
    if (found !== undefined) return found;
    if (table.unmatched === 'pass') return input;
    if (table.unmatched === 'default') return table.default;
    throw noRow(name, input);
  };
}

/** The value of a key, undefined without a row. @throws ValueFailure for what is no single value. */
export function indexTable({ rows, ignoreCase }: Pick<ValueTable, 'rows' | 'ignoreCase'>): (key: Value) => ConstantValue | undefined {
  const normal = (key: string): string => (ignoreCase ? key.trim().toLowerCase() : key);
  const byKey = new Map<string, ConstantValue>();
  for (const [key, value] of rows) if (!byKey.has(normal(key))) byKey.set(normal(key), value);
  return (input) => byKey.get(normal(keyOf(input)));
}

export const noRow = (name: string, input: Value): ValueFailure =>
  new ValueFailure(
    'NOT_IN_TABLE',
    `The value table "${name}" has no row for ${maskedShape(input)}.`,
    'Add a row for this value, or choose what happens to values without a row.',
  );

function keyOf(input: Value): string {
  if (typeof input === 'string') return input;
  if (isNumber(input) || typeof input === 'boolean') return String(input);
  throw wrongKind('one value', input, 'Pick one value of it first.');
}
