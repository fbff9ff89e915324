import { z } from 'zod';
import { timestamp, uuid } from './common';
import { apiKey, apiKeyScope, environmentRole, environmentRoles, limitedRole } from './session';

const name = z.string().trim().min(1).max(120);
const description = z.string().trim().max(500);

/** A program of its own standing: it has keys and no password, and cannot sign in. */
export const serviceAccount = z.object({
  id: uuid,
  name: z.string(),
  description: z.string(),
  role: limitedRole,
  environmentRoles: z.array(environmentRole),
  active: z.boolean(),
  createdAt: timestamp,
  createdBy: z.string(),
  /** Of any of its keys. */
  lastUsedAt: timestamp.nullable(),
  keys: z.array(apiKey),
});
export type ServiceAccount = z.infer<typeof serviceAccount>;

export const createServiceAccountRequest = z.strictObject({
  name,
  description: description.default(''),
  role: limitedRole,
  environmentRoles: environmentRoles.default([]),
});
export type CreateServiceAccountRequest = z.input<typeof createServiceAccountRequest>;

export const updateServiceAccountRequest = z
  .strictObject({ description: description.optional(), role: limitedRole.optional(), environmentRoles: environmentRoles.optional(), active: z.boolean().optional() })
  .refine((change) => Object.keys(change).length > 0, { message: 'Name what is to change: description, role, environmentRoles or active.' });
export type UpdateServiceAccountRequest = z.infer<typeof updateServiceAccountRequest>;

/** Always limited and never for ever: nobody notices when a forgotten program loses its key. */
export const createServiceAccountKeyRequest = z.strictObject({ scopes: z.array(apiKeyScope).min(1).max(30), expiresAt: timestamp });
export type CreateServiceAccountKeyRequest = z.infer<typeof createServiceAccountKeyRequest>;
