import { createHash } from 'node:crypto';

/** An entry as it is stored; texts are kept letter by letter, because the hash is over them. */
export interface AuditEntry {
  readonly organizationId: string;
  /** 1, 2, 3 … within the organisation, without gaps. */
  readonly number: number;
  /** ISO 8601 in UTC with six digits of a second. */
  readonly recordedAt: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  readonly objectName: string;
  /** JSON text. */
  readonly details: string;
  readonly requestId: string;
  /** Lower-case hexadecimal; empty for the first entry. */
  readonly previousHash: string;
  readonly hash: string;
}

/** The columns of `audit_entry` as an `AuditEntry`. */
export const auditEntryColumns = `
  organization_id as "organizationId", number::int as number, to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as "recordedAt",
  actor_kind as "actorKind", actor_id as "actorId", actor_name as "actorName", action, object_kind as "objectKind", object_id as "objectId",
  object_name as "objectName", details, request_id as "requestId", encode(previous_hash, 'hex') as "previousHash", encode(hash, 'hex') as hash`;

/** Recomputes what `audit_append` has computed; anybody can do so from an export. */
export function auditHash(entry: Omit<AuditEntry, 'hash'>): string {
  const parts = [
    entry.organizationId,
    String(entry.number),
    entry.recordedAt,
    entry.actorKind,
    entry.actorId,
    entry.actorName,
    entry.action,
    entry.objectKind,
    entry.objectId,
    entry.objectName,
    entry.details,
    entry.requestId,
  ];
  const text = parts.map((part) => `${Buffer.byteLength(part, 'utf8')}:${part},`).join('');
  return createHash('sha256').update(Buffer.from(entry.previousHash, 'hex')).update(text, 'utf8').digest('hex');
}
