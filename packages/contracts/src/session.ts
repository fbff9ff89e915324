import { z } from 'zod';
import { environmentKey, timestamp, uuid } from './common';

export const role = z.enum(['owner', 'administrator', 'builder', 'analyst', 'operator', 'approver', 'auditor']);
export type Role = z.infer<typeof role>;
/** Owners are owners of the whole organisation. */
export const limitedRole = role.exclude(['owner']);
export type LimitedRole = z.infer<typeof limitedRole>;

/** A role that counts in one environment, in place of the role in the organisation. */
export const environmentRole = z.strictObject({ environment: environmentKey, role: limitedRole });
export type EnvironmentRole = z.infer<typeof environmentRole>;
export const environmentRoles = z
  .array(environmentRole)
  .max(20)
  .refine((roles) => new Set(roles.map(({ environment }) => environment)).size === roles.length, { message: 'Name each environment once.' });

/** `code` is asked for (`SECOND_FACTOR_NEEDED`) when the password is right and a second factor is set up. */
export const signInRequest = z.strictObject({
  email: z.email().max(254),
  password: z.string().min(1).max(1000),
  /** Of the authenticator app, or a recovery code. */
  code: z.string().trim().min(6).max(20).optional(),
});
export type SignInRequest = z.infer<typeof signInRequest>;

/** Who is signed in. `csrfToken` goes back as `x-csrf-token` on every write made with the session cookie. */
export const session = z.object({
  /** `environmentRoles`: where somebody has another role; absent when nowhere. */
  user: z.object({ id: uuid, email: z.string(), name: z.string(), role, environmentRoles: z.array(environmentRole).optional() }),
  organization: z.object({ id: uuid, name: z.string() }),
  csrfToken: z.string(),
  /** Demo links shown in the shell; absent outside the demo. */
  demo: z
    .object({ shop: z.string(), paytrace: z.string(), prophet21: z.string() })
    .optional(),
});
export type Session = z.infer<typeof session>;

/** Parts of the API a key can be limited to. What concerns people and keys is not among them. */
export const scopeAreas = [
  'assist',
  'audit-log',
  'cases',
  'connections',
  'connectors',
  'cross-references',
  'deployments',
  'engine',
  'environments',
  'erasures',
  'events',
  'files',
  'flow-templates',
  'flows',
  'mappings',
  'overview',
  'promotions',
  'runs',
  'schedules',
  'schema-checks',
  'schema-findings',
  'stream',
  'value-tables',
] as const;
/** `flows:read`, `flows:write`; writing includes reading. */
export const apiKeyScope = z.templateLiteral([z.enum(scopeAreas), ':', z.enum(['read', 'write'])]);
export type ApiKeyScope = z.infer<typeof apiKeyScope>;

/** Without scopes a key may do everything its role may; without an end it stays valid until it is revoked. */
export const createApiKeyRequest = z.strictObject({
  name: z.string().min(1).max(120),
  role,
  environmentRoles: environmentRoles.optional(),
  scopes: z.array(apiKeyScope).min(1).max(30).optional(),
  expiresAt: timestamp.optional(),
});
export type CreateApiKeyRequest = z.infer<typeof createApiKeyRequest>;
export const apiKey = z.object({
  id: uuid,
  name: z.string(),
  role,
  environmentRoles: z.array(environmentRole),
  /** Whose key it is; null for one that stands for itself. */
  serviceAccount: z.string().nullable(),
  /** First characters, to tell keys apart. */
  prefix: z.string(),
  createdAt: timestamp,
  createdBy: z.string(),
  lastUsedAt: timestamp.nullable(),
  expiresAt: timestamp.nullable(),
  scopes: z.array(z.string()).nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;
/** The only answer that ever holds the key itself. */
export const createdApiKey = apiKey.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKey>;
