import { Injectable } from '@nestjs/common';
import type { Page, Run, RunQuery, RunStatus } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { failureFrom, labelsFrom } from '../../platform/recorded-json';
import { runFilter, type RunFilter } from './run-filter';
import { runNotFound } from './runs.errors';

/** The queue knows first that a run was claimed; `run.status` follows with the next write of its attempt. */
const selectRuns = `
  select r.id, r.flow_id, f.name as flow_name, v.number, e.key as environment, r.event_id, r.labels, r.attempts, r.failure,
         r.created_at, r.finished_at,
         case when r.status in ('queued', 'waiting') and q.owner is not null then 'running' else r.status end as status,
         case when q.owner is null and isfinite(q.ready_at) then q.ready_at end as next_at
  from run r
    join flow f on f.id = r.flow_id
    join flow_version v on v.id = r.flow_version_id
    join environment e on e.id = r.environment_id
    left join run_queue q on q.run_id = r.id
  where r.organization_id = $1`;

interface RunRow {
  readonly id: string;
  readonly flow_id: string;
  readonly flow_name: string;
  readonly number: number;
  readonly environment: string;
  readonly event_id: string;
  readonly labels: string;
  readonly attempts: number;
  readonly failure: string | null;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly status: RunStatus;
  readonly next_at: Date | null;
}

@Injectable()
export class RunReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(ctx: RequestContext, query: RunQuery): Promise<Page<Run> & { items: Run[] }> {
    const filter = runFilter({ ...query, before: idFromCursor(query.cursor) });
    const rows = await this.select(ctx, filter, query.limit + 1);
    return pageFrom(rows, query.limit, runFrom);
  }

  /** @throws RunError RUN_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<Run> {
    const [row] = await this.select(ctx, { sql: ' and r.id = $2', values: [id] }, 1);
    if (!row) throw runNotFound();
    return runFrom(row);
  }

  private select(ctx: RequestContext, { sql, values }: RunFilter, limit: number): Promise<RunRow[]> {
    const tail = ` order by r.id desc limit $${values.length + 2}`;
    return this.unitOfWork.read(ctx).query<RunRow>(`${selectRuns}${sql}${tail}`, [...values, limit]);
  }
}

const runFrom = (row: RunRow): Run => ({
  id: row.id,
  flowId: row.flow_id,
  flowName: row.flow_name,
  versionNumber: row.number,
  environment: row.environment,
  eventId: row.event_id,
  status: row.status,
  labels: labelsFrom(row.labels),
  attempts: row.attempts,
  failure: failureFrom(row.failure),
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  nextAt: row.next_at?.toISOString() ?? null,
});
