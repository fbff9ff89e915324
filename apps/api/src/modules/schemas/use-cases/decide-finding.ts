import { Inject, Injectable } from '@nestjs/common';
import type { SchemaFinding } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK } from '../../../platform/tokens';
import { SchemaReads } from '../schema-reads';
import { findingNotFound, findingOver, snoozeEndPassed } from '../schemas.errors';

interface Decision {
  readonly status: 'acknowledged' | 'snoozed' | 'open';
  readonly note: string;
  /** With `snoozed`, and only then. */
  readonly until?: string;
}

const lockFinding = 'select status, title, change from schema_finding where organization_id = $1 and id = $2 for update';
const storeDecision = `
  update schema_finding set status = $3, note = $4, snoozed_until = $5, decided_by = $6, decided_at = $7 where organization_id = $1 and id = $2`;

/** What people say about a finding. It changes no flow and no mapping, and a finding ends by itself when nothing feels it any more. */
@Injectable()
export class DecideFinding {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: SchemaReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws SchemaError SCHEMA_FINDING_NOT_FOUND, SCHEMA_FINDING_OVER, SNOOZE_END_PASSED */
  async execute(ctx: RequestContext, id: string, { status, note, until }: Decision): Promise<SchemaFinding> {
    const now = this.clock.now();
    await this.unitOfWork.run(ctx, async (store) => {
      const [finding] = await store.query<{ status: string; title: string; change: { path: string } }>(lockFinding, [id]);
      if (!finding) throw findingNotFound();
      if (finding.status === 'resolved') throw findingOver();
      if (until !== undefined && Date.parse(until) <= now) throw snoozeEndPassed();
      await store.query(storeDecision, [id, status, note, until === undefined ? null : new Date(until), ctx.actor.name, new Date(now)]);
      const name = `${finding.title}: ${finding.change.path}`;
      store.record({ action: `schema-finding.${actions[status]}`, object: { kind: 'schema-finding', id, name }, details: { note, ...(until !== undefined && { until }) } });
    });
    return this.reads.finding(ctx, id);
  }
}

const actions = { acknowledged: 'acknowledged', snoozed: 'snoozed', open: 'reopened' } as const;
