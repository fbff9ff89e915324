import { ConnectorFailure } from '@penstock/connector-sdk';

/** A record as a line of a tab-delimited import file: every column in its place, empty where nothing is given. */
export function tabRecord<Name extends string>(
  columns: readonly Name[],
  values: Readonly<Partial<Record<Name, string | undefined>>>,
): string {
  return columns.map((column) => checked(column, values[column] ?? '')).join('\t');
}

export const tabFile = (records: readonly string[]): string => records.map((record) => `${record}\r\n`).join('');

/** A tab or a line break inside a value would shift every column after it. */
function checked(column: string, value: string): string {
  if (!/[\t\r\n]/.test(value)) return value;
  throw new ConnectorFailure({
    class: 'business',
    code: 'P21_IMPORT_VALUE_BROKEN',
    message: `The value for ${column} contains a tab or a line break, which would shift the columns of the import file. Nothing was written.`,
    remedy: 'Remove the line break from the value.',
  });
}

/** `2026-09-12` becomes `09/12/26`, as import files take it. */
export function importDate(date: string): string {
  const [year = '', month, day] = date.slice(0, 10).split('-');
  return `${month}/${day}/${year.slice(-2)}`;
}
