import { Inject, Injectable } from '@nestjs/common';
import type { PromotionEvidence } from '@penstock/contracts';
import { auditEntryColumns, UnitOfWork, type AuditEntry } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK } from '../../../platform/tokens';
import { PromotionReads } from '../promotion-reads';

const selectEntries = `select ${auditEntryColumns} from audit_entry e where organization_id = $1 and object_id = any($2::text[]) order by number limit 1000`;
const selectOrganization = 'select name from organization where id = $1';

/** Puts together what an auditor asks for about one promotion; nothing in it is looked up later. */
@Injectable()
export class ExportEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: PromotionReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws PromotionError PROMOTION_NOT_FOUND */
  async execute(ctx: RequestContext, id: string): Promise<PromotionEvidence> {
    const promotion = await this.reads.one(ctx, id);
    const store = this.unitOfWork.read(ctx);
    const objects = [promotion.id, promotion.flowId, ...(promotion.deploymentId === null ? [] : [promotion.deploymentId])];
    const entries = await store.query<AuditEntry>(selectEntries, [objects]);
    const [organization] = await store.query<{ name: string }>(selectOrganization);
    return {
      schemaVersion: 1,
      exportedAt: new Date(this.clock.now()).toISOString(),
      exportedBy: ctx.actor.name,
      organization: organization?.name ?? '',
      promotion,
      verification: await this.reads.verify(ctx, id),
      audit: entries.map(({ number, recordedAt, actorName, action, details, hash }) => ({
        number,
        at: recordedAt,
        actor: actorName,
        action,
        details: JSON.parse(details) as Record<string, unknown>,
        hash,
      })),
    };
  }
}
