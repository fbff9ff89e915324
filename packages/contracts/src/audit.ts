import { z } from 'zod';
import { pageQuery, timestamp } from './common';

const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** What the audit log is searched by; all of it together. */
export const auditFilter = z.object({
  /** Part of the name of who did it: an e-mail address, or `key <name>`. */
  actor: z.string().min(1).max(254).optional(),
  /** `connection.created`, or the part before the dot for everything of its kind. */
  action: z.string().regex(/^[a-z][a-z-]*(\.[a-z-]+)?$/).max(80).optional(),
  /** Id of the object, or part of its name. */
  object: z.string().min(1).max(200).optional(),
  from: timestamp.optional(),
  to: timestamp.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;
export const auditQuery = pageQuery.extend(auditFilter.shape);
export type AuditQuery = z.infer<typeof auditQuery>;

/** One line of the audit log; `number` counts 1, 2, 3 … within the organisation. */
export const auditLogEntry = z.object({
  number: z.int(),
  recordedAt: timestamp,
  actor: z.object({ kind: z.enum(['user', 'api-key', 'system']), name: z.string() }),
  action: z.string(),
  object: z.object({ kind: z.string(), id: z.string(), name: z.string() }),
  details: z.record(z.string(), z.unknown()),
  requestId: z.string(),
  hash: sha256Hex,
});
export type AuditLogEntry = z.infer<typeof auditLogEntry>;

/** The end of the log as it was noted down elsewhere: what lies before it cannot have been rewritten unnoticed. */
export const auditVerificationQuery = z
  .object({ number: z.coerce.number().int().min(1).optional(), hash: sha256Hex.optional() })
  .refine(({ number, hash }) => (number === undefined) === (hash === undefined), { message: 'Give the number and the hash, or neither.', path: ['hash'] });
export type AuditVerificationQuery = z.infer<typeof auditVerificationQuery>;

export const auditVerification = z.object({
  intact: z.boolean(),
  entries: z.int(),
  /** Note it down outside the platform and give it to the next verification; null for an empty log. */
  head: z.object({ number: z.int(), hash: sha256Hex }).nullable(),
  findings: z.array(z.object({ number: z.int(), kind: z.enum(['changed', 'missing', 'moved']), words: z.string() })),
});
export type AuditVerification = z.infer<typeof auditVerification>;
