import { Injectable } from '@nestjs/common';
import type { Backfill, Page, PageQuery } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { backfillNotFound } from './triggers.errors';

/** A backfill belongs to the source; every deployment that listened to it shows it. */
const selectBackfills = `
  select b.* from backfill b
  where b.organization_id = $1
    and b.intake_source_id in (select s.intake_source_id from subscription s where s.deployment_id = $2 and s.organization_id = $1)
    and ($3::uuid is null or b.id < $3) and ($4::uuid is null or b.id = $4)
  order by b.id desc limit $5`;

interface BackfillView {
  readonly id: string;
  readonly from_at: Date;
  readonly to_at: Date;
  readonly requested_by: string;
  readonly state: Backfill['state'];
  readonly pages: number;
  readonly fresh: number;
  readonly known: number;
  readonly parked: number;
  readonly failure: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly finished_at: Date | null;
}

@Injectable()
export class BackfillReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(ctx: RequestContext, deploymentId: string, { cursor, limit }: PageQuery): Promise<Page<Backfill> & { items: Backfill[] }> {
    const values = [deploymentId, idFromCursor(cursor), null, limit + 1];
    const rows = await this.unitOfWork.read(ctx).query<BackfillView>(selectBackfills, values);
    return pageFrom(rows, limit, viewFrom);
  }

  /** @throws TriggerError BACKFILL_NOT_FOUND */
  async one(ctx: RequestContext, deploymentId: string, id: string): Promise<Backfill> {
    const [row] = await this.unitOfWork.read(ctx).query<BackfillView>(selectBackfills, [deploymentId, null, id, 1]);
    if (!row) throw backfillNotFound();
    return viewFrom(row);
  }
}

const viewFrom = (row: BackfillView): Backfill => ({
  id: row.id,
  from: row.from_at.toISOString(),
  to: row.to_at.toISOString(),
  requestedBy: row.requested_by,
  state: row.state,
  pages: row.pages,
  fresh: row.fresh,
  known: row.known,
  parked: row.parked,
  failure: row.failure,
  createdAt: row.created_at.toISOString(),
  updatedAt: row.updated_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
