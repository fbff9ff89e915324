import type { ValueTable } from '../document';
import { ValueFailure } from '../problems';
import { indexTable, noRow } from '../value-table';
import { isList, isObject, type Scope, type Value } from '../values';
import type { RunStep } from './step-definition';

/**
 * A value table that an environment keeps instead of the mapping: named `environment.<table>`, read when the rule runs
 * from `run.tables.<table>` of the scope, because every environment has rows of its own. There is no other place to look.
 */
const prefix = 'environment.';

export interface EnvironmentTable {
  /** Pairs of key and value. */
  readonly rows: readonly Value[];
  readonly ignoreCase: boolean;
}

/** The table's name within its environment; undefined for a table of the mapping itself. */
export const environmentTableName = (table: string): string | undefined =>
  table.startsWith(prefix) && table.length > prefix.length ? table.slice(prefix.length) : undefined;

/** @throws ValueFailure where the run's environment has no such table. */
export function environmentTable(scope: Scope, name: string): EnvironmentTable {
  const tables = isObject(scope['run']) ? scope['run']['tables'] : undefined;
  const table = isObject(tables) && Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (isObject(table) && isList(table['rows'])) return { rows: table['rows'], ignoreCase: table['ignoreCase'] === true };
  throw new ValueFailure(
    'NO_ENVIRONMENT_TABLE',
    `This environment has no value table "${name}".`,
    'Create it under Reference data for this environment; another environment’s table is never used instead.',
  );
}

/** Tables of an environment are the same object for many runs: each is indexed once. A key without a row is always an error. */
export function compileEnvironmentTable(name: string): RunStep {
  const indexes = new WeakMap<EnvironmentTable['rows'], (key: Value) => Value | undefined>();
  return (input, { scope }) => {
    const table = environmentTable(scope, name);
    const find = indexes.get(table.rows) ?? indexTable({ ...table, rows: table.rows as ValueTable['rows'] });
    indexes.set(table.rows, find);
    const found = find(input);
    if (found === undefined) throw noRow(name, input);
    return found;
  };
}
