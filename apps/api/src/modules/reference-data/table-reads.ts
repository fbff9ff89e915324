import { Injectable } from '@nestjs/common';
import type { Page, ReferenceTable, ReferenceTableQuery, ReferenceTableSummary, ReferenceTableVersion, ReferenceTableVersionDetail } from '@penstock/contracts';
import { ReferenceTableVersionRow, UnitOfWork, type ReferenceRow, type ReferenceTableKind } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { ReferenceDataError, tableNotFound } from './reference-data.errors';
import { cellsOf, summaryView, tableView, versionView, type ListedTable, type ListedVersion } from './table-views';

const columns = `t.id, e.key as environment, t.kind, t.name, t.description, t.ignore_case, t.revision, jsonb_array_length(t.rows) as row_count, t.updated_at, t.updated_by`;
const selectTables = `
  select ${columns} from reference_table t join environment e on e.id = t.environment_id
  where t.organization_id = $1 and t.kind = $2 and ($3::uuid is null or t.id < $3) and ($4::text is null or e.key = $4)
  order by t.id desc limit $5`;
const selectTable = `
  select ${columns}, t.rows from reference_table t join environment e on e.id = t.environment_id
  where t.organization_id = $1 and t.kind = $2 and t.id = $3`;
const selectVersions = `
  select revision, jsonb_array_length(rows) as row_count, ignore_case, note, created_at, created_by
  from reference_table_version where organization_id = $1 and table_id = $2 order by revision desc limit 200`;

export interface TableReference {
  readonly kind: ReferenceTableKind;
  readonly id: string;
}

@Injectable()
export class TableReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(ctx: RequestContext, kind: ReferenceTableKind, { cursor, limit, environment }: ReferenceTableQuery): Promise<Page<ReferenceTableSummary> & { items: ReferenceTableSummary[] }> {
    const rows = await this.unitOfWork.read(ctx).query<ListedTable>(selectTables, [kind, idFromCursor(cursor), environment ?? null, limit + 1]);
    return pageFrom(rows, limit, summaryView);
  }

  /** @throws ReferenceDataError TABLE_NOT_FOUND */
  async one(ctx: RequestContext, { kind, id }: TableReference): Promise<ReferenceTable> {
    const [row] = await this.unitOfWork.read(ctx).query<ListedTable & { rows: ReferenceRow[] }>(selectTable, [kind, id]);
    if (!row) throw tableNotFound();
    return tableView(row, row.rows);
  }

  /** Newest first. */
  async versions(ctx: RequestContext, reference: TableReference): Promise<ReferenceTableVersion[]> {
    await this.one(ctx, reference);
    return (await this.unitOfWork.read(ctx).query<ListedVersion>(selectVersions, [reference.id])).map(versionView);
  }

  /** @throws ReferenceDataError TABLE_NOT_FOUND, TABLE_VERSION_NOT_FOUND */
  async version(ctx: RequestContext, reference: TableReference, revision: number): Promise<ReferenceTableVersionDetail> {
    await this.one(ctx, reference);
    const row = await this.unitOfWork.read(ctx).repository(ReferenceTableVersionRow).findOne({ tableId: reference.id, revision });
    if (!row) throw new ReferenceDataError('TABLE_VERSION_NOT_FOUND', `This table has no revision ${revision}. Nothing was changed. Choose one of its history.`);
    const { ignoreCase, note, createdAt, createdBy, rows } = row;
    return { revision, rowCount: rows.length, ignoreCase, note, createdAt: createdAt.toISOString(), createdBy, rows: cellsOf(rows) };
  }
}
