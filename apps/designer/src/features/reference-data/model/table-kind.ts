import type { ApiClient } from '@penstock/api-client';

/** The two resources of reference data; both are handled alike. */
export type TableKind = 'value-tables' | 'cross-references';

export const tablesOf = (api: ApiClient, kind: TableKind) => (kind === 'value-tables' ? api.valueTables : api.crossReferences);

export const tableKeys = {
  list: (kind: TableKind, environment: string) => ['reference-data', kind, environment] as const,
  one: (kind: TableKind, id: string) => ['reference-data', kind, 'table', id] as const,
};

/** What a person edits: one line a row, as the server reads it. */
export function csvOf(headings: readonly [string, string], rows: readonly (readonly [string, string])[]): string {
  return [headings.map((heading) => heading.toLowerCase()), ...rows].map((cells) => cells.map(written).join(',')).join('\n');
}

const written = (cell: string): string => (/[",\r\n;]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
