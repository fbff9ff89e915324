import { Inject, Injectable } from '@nestjs/common';
import type { CreateReferenceTableRequest, Issue, ReferenceTable, SaveReferenceTableRequest } from '@penstock/contracts';
import { ReferenceTableRow, ReferenceTableVersionRow, UnitOfWork, type ChangeStore, type ReferenceRow, type ReferenceTableKind } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { Clock, Ids, Result } from '@penstock/kernel';
import { compareJson } from '@penstock/mapping';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST, IDS } from '../../../platform/tokens';
import { assertMayChangeValues, requireEnvironment, requireEnvironmentById } from '../../environments/require-environment';
import { ReferenceDataError, tableNotFound } from '../reference-data.errors';
import { TableReads, type TableReference } from '../table-reads';
import { cellsOf } from '../table-views';
import { rowsFromCsv, rowsFromList, type TableShape } from '../table-rows';

/** Makes tables and changes them; every change is a revision that stays readable. */
@Injectable()
export class SaveTable {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: TableReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async create(ctx: RequestContext, kind: ReferenceTableKind, request: CreateReferenceTableRequest): Promise<ReferenceTable> {
    const id = this.ids.next();
    const { name, description, ignoreCase } = request;
    const rows = accepted(rowsFromList(request.rows, { kind, ignoreCase }));
    await this.unitOfWork.run(ctx, async (store) => {
      const environment = await requireEnvironment(store, request.environment);
      assertMayChangeValues(ctx, environment);
      const tables = store.repository(ReferenceTableRow);
      if (await tables.findOne({ environmentId: environment.id, name })) throw nameTaken(name, environment.name);
      const now = new Date(this.clock.now());
      await tables.insert({ id, environmentId: environment.id, kind, name, description, ignoreCase, revision: 1, rows, updatedAt: now, updatedBy: ctx.actor.name });
      await this.keep(store, ctx, { id, revision: 1, ignoreCase, rows, note: 'Made.' });
      store.record({ action: `${kind}.created`, object: { kind, id, name }, details: { environment: environment.key, rows: rows.length } });
    });
    await this.host.refreshRoutes();
    return this.reads.one(ctx, { kind, id });
  }

  /** @throws ReferenceDataError TABLE_CHANGED with both revisions, TABLE_ROWS_INVALID with an issue per row */
  async save(ctx: RequestContext, reference: TableReference, request: SaveReferenceTableRequest): Promise<ReferenceTable> {
    await this.unitOfWork.run(ctx, async (store) => {
      const { kind, id } = reference;
      const table = await store.repository(ReferenceTableRow).findOneForUpdate({ id, kind });
      if (!table) throw tableNotFound();
      assertMayChangeValues(ctx, await requireEnvironmentById(store, table.environmentId));
      if (table.revision !== request.revision) throw tableChanged(table, request.revision);
      const ignoreCase = request.ignoreCase ?? table.ignoreCase;
      const rows = accepted(rowsIn(request, table, { kind, ignoreCase }));
      const revision = table.revision + 1;
      const changes = { rows, ignoreCase, revision, description: request.description ?? table.description, updatedAt: new Date(this.clock.now()), updatedBy: ctx.actor.name };
      await store.repository(ReferenceTableRow).update({ id }, changes);
      await this.keep(store, ctx, { id, revision, ignoreCase, rows, note: request.note });
      store.record({ action: `${kind}.changed`, object: { kind, id, name: table.name }, details: { revision, note: request.note, ...changedRows(table.rows, rows) } });
    });
    await this.host.refreshRoutes();
    return this.reads.one(ctx, reference);
  }

  private async keep(store: ChangeStore, ctx: RequestContext, { id, ...kept }: KeptRevision): Promise<void> {
    await store.repository(ReferenceTableVersionRow).insert({ tableId: id, ...kept, createdAt: new Date(this.clock.now()), createdBy: ctx.actor.name });
  }
}

interface KeptRevision {
  readonly id: string;
  readonly revision: number;
  readonly ignoreCase: boolean;
  readonly rows: readonly ReferenceRow[];
  readonly note: string;
}

const rowsIn = ({ rows, csv }: SaveReferenceTableRequest, table: ReferenceTableRow, shape: TableShape): Result<readonly ReferenceRow[], readonly Issue[]> =>
  csv === undefined ? rowsFromList(rows ?? table.rows, shape) : rowsFromCsv(csv, shape);

function accepted(checked: Result<readonly ReferenceRow[], readonly Issue[]>): readonly ReferenceRow[] {
  if (checked.ok) return checked.value;
  const count = checked.error.length;
  throw new ReferenceDataError(
    'TABLE_ROWS_INVALID',
    `${count === 1 ? 'A row' : `${count} rows`} cannot be taken. Nothing was changed, and runs go on with the table as it was. Correct what is listed and send it again.`,
    { issues: checked.error },
  );
}

/** For the audit log: how many rows, and the first of them by key. */
function changedRows(before: readonly ReferenceRow[], after: readonly ReferenceRow[]): object {
  const changes = compareJson(Object.fromEntries(before), Object.fromEntries(after));
  return { changedKeys: changes.length, firstKeys: changes.slice(0, 20).map(({ path }) => path) };
}

const nameTaken = (name: string, environment: string): ReferenceDataError =>
  new ReferenceDataError('TABLE_NAME_TAKEN', `${environment} has a table ${name} already. Nothing was made. Choose another name, or change that table.`);

const tableChanged = (table: ReferenceTableRow, wanted: number): ReferenceDataError =>
  new ReferenceDataError(
    'TABLE_CHANGED',
    `${table.updatedBy} changed this table meanwhile: you have revision ${wanted}, it is at ${table.revision}. Nothing was changed. Compare the two, then save again.`,
    { current: { revision: table.revision, yourRevision: wanted, rows: cellsOf(table.rows), updatedBy: table.updatedBy, updatedAt: table.updatedAt.toISOString() } },
  );
