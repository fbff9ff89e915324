import { z } from 'zod';
import { changeWindow, environmentKey, freeze, shadowRules, timestamp, uuid } from './common';

export const createEnvironmentRequest = z.strictObject({
  key: environmentKey,
  name: z.string().trim().min(1).max(60),
  kind: z.enum(['sandbox', 'production']),
});
export type CreateEnvironmentRequest = z.infer<typeof createEnvironmentRequest>;

export const updateEnvironmentRequest = z.strictObject({
  name: z.string().trim().min(1).max(60).optional(),
  demandsPromotion: z.boolean().optional(),
  changeWindow: changeWindow.nullable().optional(),
  freezes: z.array(freeze).max(100).optional(),
  shadowRules: shadowRules.optional(),
});
export type UpdateEnvironmentRequest = z.infer<typeof updateEnvironmentRequest>;

/** All environments, in the order versions are promoted. */
export const orderEnvironmentsRequest = z.strictObject({ keys: z.array(environmentKey).min(1).max(50) });
export type OrderEnvironmentsRequest = z.infer<typeof orderEnvironmentsRequest>;

export const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,59}$/, 'letters, digits and underscores, starting with a letter');
/** Read by flows as `run.variables.<name>`; never for secrets: it is shown to everybody who may see the environment. */
export const environmentVariable = z.object({
  name: variableName,
  value: z.string(),
  description: z.string(),
  updatedAt: timestamp,
  updatedBy: z.string(),
});
export type EnvironmentVariable = z.infer<typeof environmentVariable>;
export const setVariableRequest = z.strictObject({ value: z.string().max(2000), description: z.string().max(500).default('') });
export type SetVariableRequest = z.infer<typeof setVariableRequest>;

/** Which connection fills a flow's slot here: the flow's own choice, or the one of the slot in the environment. */
export const slotBinding = z.object({
  flowId: uuid,
  slot: z.string(),
  connectionId: uuid.nullable(),
  connectionName: z.string().nullable(),
  connector: z.string().nullable(),
  /** Which remote it is: company and database, merchant and mode. */
  fingerprint: z.string().nullable(),
  source: z.enum(['flow', 'environment', 'none']),
});
export type SlotBinding = z.infer<typeof slotBinding>;
export const bindSlotRequest = z.strictObject({ flowId: uuid, slot: z.string().min(1).max(60), connectionId: uuid.nullable() });
export type BindSlotRequest = z.infer<typeof bindSlotRequest>;
