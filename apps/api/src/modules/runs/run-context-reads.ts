import { Injectable } from '@nestjs/common';
import type { RunContext, RunFamily, RunLink, RunStatus, RunWait } from '@penstock/contracts';
import { UnitOfWork, type TenantStore } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import { stepNameOf } from './step-name-sql';

/** A bulk of children is shown on their flow's list of runs. */
const MOST_RELATIVES = 200;

const selectFamily = `
  select o.id as run_id, f.name as flow_name, o.status, o.created_at, o.finished_at,
    case when o.id = r.parent_run_id then 'parent' when o.parent_run_id = r.id then 'child' when o.id = r.rerun_of then 'original' else 'repeat' end as relation
  from run r join run o on o.organization_id = r.organization_id and (o.id = r.parent_run_id or o.parent_run_id = r.id or o.id = r.rerun_of or o.rerun_of = r.id)
    join flow f on f.id = o.flow_id
  where r.organization_id = $1 and r.id = $2 order by o.id limit ${MOST_RELATIVES}`;

const selectWaits = `
  with subject as (
    select r.id, r.status, r.failure::jsonb as failure, d.document, q.ready_at, q.blocked_on, q.behind
    from run r join flow_version d on d.id = r.flow_version_id join run_queue q on q.run_id = r.id
    where r.organization_id = $1 and r.id = $2 and r.finished_at is null and q.owner is null
  )
  select 'turn' as kind, null as step_id, null as step_name, null::timestamptz as until, null as subject, null as case_id from subject s where s.behind
  union all
  select 'connection', null, null, s.ready_at, c.name, null from subject s join connection c on c.id = s.blocked_on
  union all
  select case w.kind when 'timer' then 'time' else w.kind end, w.key, ${stepNameOf('s.document', 'w.key')}, w.expires_at, w.prompt::jsonb->>'question',
    case when w.kind = 'decision' then w.run_id || '/' || w.key end
  from subject s join waitpoint w on w.run_id = s.id where w.state = 'open'
  union all
  select case when e.state = 'NEEDS_HUMAN' then 'person' else 'look-up' end, e.step_id, ${stepNameOf('s.document', 'e.step_id')}, e.resolve_after, null, e.id::text
  from subject s join effect e on e.run_id = s.id where e.state in ('UNKNOWN', 'NEEDS_HUMAN') and e.resolved_at is null
  union all
  select 'flow', o.parent_key, ${stepNameOf('s.document', 'o.parent_key')}, null, f.name, null
  from subject s join run o on o.parent_run_id = s.id join flow f on f.id = o.flow_id where o.finished_at is null
  union all
  select 'retry', s.failure->>'stepId', ${stepNameOf('s.document', "(s.failure->>'stepId')")}, s.ready_at, s.failure->>'message', null
  from subject s where s.status = 'waiting' and s.failure is not null and s.blocked_on is null
    and not exists (select 1 from effect e where e.run_id = s.id and e.state in ('UNKNOWN', 'NEEDS_HUMAN'))
    and not exists (select 1 from waitpoint w where w.run_id = s.id and w.state = 'open')`;

interface RelativeRow {
  readonly run_id: string;
  readonly flow_name: string;
  readonly status: RunStatus;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly relation: 'parent' | 'child' | 'original' | 'repeat';
}

interface WaitRow {
  readonly kind: RunWait['kind'];
  readonly step_id: string | null;
  readonly step_name: string | null;
  readonly until: Date | null;
  readonly subject: string | null;
  readonly case_id: string | null;
}

/** The runs around a run, and what it waits for. Empty for a run that is not there: the caller has looked. */
@Injectable()
export class RunContextReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async of(ctx: RequestContext, runId: string): Promise<RunContext> {
    const read = this.unitOfWork.read(ctx);
    return { family: await familyOf(read, runId), waits: await waitsOf(read, runId) };
  }
}

async function familyOf(read: TenantStore, runId: string): Promise<RunFamily> {
  const rows = await read.query<RelativeRow>(selectFamily, [runId]);
  const links = (relation: RelativeRow['relation']): RunLink[] =>
    rows.filter((row) => row.relation === relation).map(linkFrom);
  return {
    parent: links('parent')[0] ?? null,
    children: links('child'),
    original: links('original')[0] ?? null,
    repeats: links('repeat'),
  };
}

async function waitsOf(read: TenantStore, runId: string): Promise<RunWait[]> {
  const rows = await read.query<WaitRow>(selectWaits, [runId]);
  return rows.map((row) => ({
    kind: row.kind,
    stepId: row.step_id,
    stepName: row.step_name,
    until: isoOf(row.until),
    subject: row.subject,
    caseId: row.case_id,
  }));
}

/** A run parked until somebody acts is ready at `infinity`. */
const isoOf = (at: Date | number | null): string | null => (at instanceof Date ? at.toISOString() : null);

const linkFrom = (row: RelativeRow): RunLink => ({
  runId: row.run_id,
  flowName: row.flow_name,
  status: row.status,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
