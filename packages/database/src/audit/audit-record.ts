/** What a change was, in the words of the audit log. */
export interface AuditRecord {
  /** Object and past participle: `connection.created`. */
  readonly action: string;
  readonly object: {
    readonly kind: string;
    readonly id: string;
    /** As people knew it at that moment. */
    readonly name?: string;
  };
  /** What changed, as JSON; never a secret, never card data, never recorded content. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface AuditActor {
  readonly kind: 'user' | 'api-key' | 'system';
  readonly id: string;
  readonly name: string;
}

/** For whom, by whom and by which request something is done. */
export interface AuditScope {
  readonly organizationId: string;
  readonly actor: AuditActor;
  readonly requestId: string;
}

/** `$1` organisation, `$2`–`$4` actor, `$5` action, `$6`–`$8` object, `$9` details, `$10` request. */
export const appendAudit = 'select audit_append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)';

/** The values of `appendAudit`. */
export const auditValues = ({ organizationId, actor, requestId }: AuditScope, { action, object, details = {} }: AuditRecord): readonly unknown[] => [
  organizationId,
  actor.kind,
  actor.id,
  actor.name,
  action,
  object.kind,
  object.id,
  object.name ?? '',
  JSON.stringify(details),
  requestId,
];
