import { Injectable } from '@nestjs/common';
import type { AuditFilter, AuditLogEntry, AuditQuery, Page } from '@penstock/contracts';
import { auditEntryColumns, UnitOfWork, type AuditEntry } from '@penstock/database';
import type { RequestContext } from '../../platform/auth/request-context';
import { numberFromCursor, pageFrom } from '../../platform/paging';

/** Texts are compared as parts, not as patterns: `strpos` knows no wildcards. */
const matching = `
  organization_id = $1
  and ($2::text is null or strpos(lower(actor_name), lower($2)) > 0)
  and ($3::text is null or action = $3 or split_part(action, '.', 1) = $3)
  and ($4::text is null or object_id = $4 or strpos(lower(object_name), lower($4)) > 0)
  and ($5::timestamptz is null or recorded_at >= $5) and ($6::timestamptz is null or recorded_at < $6)`;
const selectNewest = `select ${auditEntryColumns} from audit_entry e where ${matching} and ($7::bigint is null or e.number < $7) order by e.number desc limit $8`;
const selectOldest = `select ${auditEntryColumns} from audit_entry e where ${matching} and e.number > $7 order by e.number limit $8`;

const filterValues = ({ actor, action, object, from, to }: AuditFilter): readonly unknown[] => [actor ?? null, action ?? null, object ?? null, from ?? null, to ?? null];

@Injectable()
export class AuditReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(ctx: RequestContext, query: AuditQuery): Promise<Page<AuditLogEntry> & { items: AuditLogEntry[] }> {
    const values = [...filterValues(query), numberFromCursor(query.cursor), query.limit + 1];
    const rows = await this.unitOfWork.read(ctx).query<AuditEntry>(selectNewest, values);
    return pageFrom(rows.map((row) => ({ ...row, id: String(row.number) })), query.limit, entryView);
  }

  /** The next entries behind `after`, as they are stored. */
  after(ctx: RequestContext, filter: AuditFilter, { after, limit }: { readonly after: number; readonly limit: number }): Promise<AuditEntry[]> {
    return this.unitOfWork.read(ctx).query<AuditEntry>(selectOldest, [...filterValues(filter), after, limit]);
  }
}

const entryView = (row: AuditEntry): AuditLogEntry => ({
  number: row.number,
  recordedAt: row.recordedAt,
  actor: { kind: row.actorKind as AuditLogEntry['actor']['kind'], name: row.actorName },
  action: row.action,
  object: { kind: row.objectKind, id: row.objectId, name: row.objectName },
  details: JSON.parse(row.details) as AuditLogEntry['details'],
  requestId: row.requestId,
  hash: row.hash,
});
