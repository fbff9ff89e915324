import { malformed, unwritable } from './malformed';

export type TextRecord = Readonly<Record<string, string>>;

/** Rows under the names of their columns. @throws ConnectorFailure FILE_MALFORMED for rows of another length and names that are empty or doubled. */
export function recordsOf(rows: readonly (readonly string[])[], columns: readonly string[], firstLine: number): readonly TextRecord[] {
  const names = columns.map((name) => name.trim());
  const doubled = names.find((name, index) => names.indexOf(name) !== index);
  if (names.includes('')) throw malformed('has a column without a name');
  if (doubled !== undefined) throw malformed(`has two columns named “${doubled}”`);
  return rows.map((row, index) => {
    if (row.length !== names.length) throw malformed(`has ${row.length} cells where ${names.length} columns are due`, `record ${index + firstLine}`);
    return Object.fromEntries(names.map((name, column) => [name, row[column] ?? '']));
  });
}

/** Cells in the order of the columns. @throws ConnectorFailure FILE_NOT_WRITTEN when a record has another member. */
export function cellsOf(records: readonly TextRecord[], columns: readonly string[]): readonly (readonly string[])[] {
  return records.map((record, index) => {
    const stranger = Object.keys(record).find((name) => !columns.includes(name));
    if (stranger !== undefined) throw unwritable(`Record ${index + 1} has a member “${stranger}” that no column takes`);
    return columns.map((name) => record[name] ?? '');
  });
}
