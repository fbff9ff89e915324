import type { ReferenceTable, ReferenceTableSummary, ReferenceTableVersion } from '@penstock/contracts';
import type { ReferenceRow, ReferenceTableKind } from '@penstock/database';

/** A table as it is listed, with the key of its environment. */
export interface ListedTable {
  readonly id: string;
  readonly environment: string;
  readonly kind: ReferenceTableKind;
  readonly name: string;
  readonly description: string;
  readonly ignore_case: boolean;
  readonly revision: number;
  readonly row_count: number;
  readonly updated_at: Date;
  readonly updated_by: string;
}

export const summaryView = (row: ListedTable): ReferenceTableSummary => ({
  id: row.id,
  environment: row.environment,
  name: row.name,
  description: row.description,
  ignoreCase: row.ignore_case,
  revision: row.revision,
  rowCount: row.row_count,
  updatedAt: row.updated_at.toISOString(),
  updatedBy: row.updated_by,
});

export const cellsOf = (rows: readonly ReferenceRow[]): [string, string][] => rows.map(([key, value]) => [key, value]);

export const tableView = (row: ListedTable, rows: readonly ReferenceRow[]): ReferenceTable => ({ ...summaryView(row), rows: cellsOf(rows) });

export interface ListedVersion {
  readonly revision: number;
  readonly row_count: number;
  readonly ignore_case: boolean;
  readonly note: string;
  readonly created_at: Date;
  readonly created_by: string;
}

export const versionView = (row: ListedVersion): ReferenceTableVersion => ({
  revision: row.revision,
  rowCount: row.row_count,
  ignoreCase: row.ignore_case,
  note: row.note,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
});
