import { z } from 'zod';
import { timestamp, uuid } from './common';

export const role = z.enum(['owner', 'administrator', 'builder', 'analyst', 'operator', 'approver', 'auditor']);
export type Role = z.infer<typeof role>;

export const signInRequest = z.strictObject({ email: z.email().max(254), password: z.string().min(1).max(1000) });
export type SignInRequest = z.infer<typeof signInRequest>;

/** Who is signed in. `csrfToken` goes back as `x-csrf-token` on every write made with the session cookie. */
export const session = z.object({
  user: z.object({ id: uuid, email: z.string(), name: z.string(), role }),
  organization: z.object({ id: uuid, name: z.string() }),
  csrfToken: z.string(),
  /** Demo links shown in the shell; absent outside the demo. */
  demo: z
    .object({ shop: z.string(), paytrace: z.string(), prophet21: z.string() })
    .optional(),
});
export type Session = z.infer<typeof session>;

export const createApiKeyRequest = z.strictObject({ name: z.string().min(1).max(120), role });
export type CreateApiKeyRequest = z.infer<typeof createApiKeyRequest>;
export const apiKey = z.object({
  id: uuid,
  name: z.string(),
  role,
  /** First characters, to tell keys apart. */
  prefix: z.string(),
  createdAt: timestamp,
  lastUsedAt: timestamp.nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;
/** The only answer that ever holds the key itself. */
export const createdApiKey = apiKey.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof createdApiKey>;
