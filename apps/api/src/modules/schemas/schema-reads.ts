import { Injectable } from '@nestjs/common';
import type { Page, SchemaCheck, SchemaFinding, SchemaFindingQuery } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { SchemaChange } from '@penstock/flow-model';
import type { RequestContext } from '../../platform/auth/request-context';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { findingWords } from './finding-words';
import { findingNotFound } from './schemas.errors';

/** A snooze that is over counts as open at once, before the next check says so. */
const status = `case when f.status = 'snoozed' and f.snoozed_until <= now() then 'open' else f.status end`;
const selectFindings = `
  select f.id, e.key as environment, f.connection_id, c.name as connection_name, f.subject_kind, f.title, f.change, f.places, ${status} as status,
    f.found_at, f.confirmed_at, f.resolved_at, f.snoozed_until, f.decided_by, f.decided_at, f.note
  from schema_finding f join environment e on e.id = f.environment_id left join connection c on c.id = f.connection_id
  where f.organization_id = $1`;
const matching = `
  and ($2::text is null or e.key = $2) and ($3::text is null or ${status} = $3)
  and ($4::uuid is null or f.places @> jsonb_build_array(jsonb_build_object('flowId', $4::text)))
  and ($5::uuid is null or f.id < $5) order by f.id desc limit $6`;
const selectChecks = `
  select e.id, e.key as environment, c.checked_at, c.requested_by, coalesce(c.subjects, 0) as schemas, coalesce(c.problems, '[]') as problems,
    coalesce(c.requested_at > coalesce(c.checked_at, '-infinity'), false) as is_requested,
    (select count(*) from schema_finding f where f.environment_id = e.id and f.organization_id = $1 and ${status} = 'open')::int as open_findings
  from environment e left join schema_check c on c.environment_id = e.id
  where e.organization_id = $1 and ($2::text is null or e.key = $2) order by e.position`;

interface FindingRow {
  readonly id: string;
  readonly environment: string;
  readonly connection_id: string | null;
  readonly connection_name: string | null;
  readonly subject_kind: SchemaFinding['schemaKind'];
  readonly title: string;
  readonly change: SchemaChange;
  readonly places: SchemaFinding['places'];
  readonly status: SchemaFinding['status'];
  readonly found_at: Date;
  readonly confirmed_at: Date;
  readonly resolved_at: Date | null;
  readonly snoozed_until: Date | null;
  readonly decided_by: string | null;
  readonly decided_at: Date | null;
  readonly note: string;
}

interface CheckRow {
  readonly environment: string;
  readonly checked_at: Date | null;
  readonly requested_by: string | null;
  readonly schemas: number;
  readonly problems: SchemaCheck['problems'];
  readonly is_requested: boolean;
  readonly open_findings: number;
}

@Injectable()
export class SchemaReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async findings(ctx: RequestContext, query: SchemaFindingQuery): Promise<Page<SchemaFinding> & { items: SchemaFinding[] }> {
    const { environment = null, status: asked = null, flowId = null, cursor, limit } = query;
    const values = [environment, asked, flowId, idFromCursor(cursor), limit + 1];
    const rows = await this.unitOfWork.read(ctx).query<FindingRow>(selectFindings + matching, values);
    return pageFrom(rows, limit, findingView);
  }

  /** @throws SchemaError SCHEMA_FINDING_NOT_FOUND */
  async finding(ctx: RequestContext, id: string): Promise<SchemaFinding> {
    const [row] = await this.unitOfWork.read(ctx).query<FindingRow>(`${selectFindings} and f.id = $2`, [id]);
    if (!row) throw findingNotFound();
    return findingView(row);
  }

  async checks(ctx: RequestContext, environment: string | null = null): Promise<SchemaCheck[]> {
    const rows = await this.unitOfWork.read(ctx).query<CheckRow>(selectChecks, [environment]);
    return rows.map(checkView);
  }
}

const iso = (time: Date | null): string | null => time?.toISOString() ?? null;

const findingView = (row: FindingRow): SchemaFinding => ({
  id: row.id,
  environment: row.environment,
  connectionId: row.connection_id,
  connectionName: row.connection_name,
  schemaKind: row.subject_kind,
  schemaTitle: row.title,
  kind: row.change.kind,
  path: row.change.path,
  ...findingWords({ kind: row.subject_kind, title: row.title, change: row.change, places: row.places }),
  places: row.places,
  status: row.status,
  foundAt: row.found_at.toISOString(),
  confirmedAt: row.confirmed_at.toISOString(),
  resolvedAt: iso(row.resolved_at),
  snoozedUntil: iso(row.snoozed_until),
  decidedBy: row.decided_by,
  decidedAt: iso(row.decided_at),
  note: row.note,
});

const checkView = (row: CheckRow): SchemaCheck => ({
  environment: row.environment,
  checkedAt: iso(row.checked_at),
  isRequested: row.is_requested,
  requestedBy: row.requested_by,
  schemas: row.schemas,
  openFindings: row.open_findings,
  problems: row.problems,
});
