import { z } from 'zod';
import { environmentKey, timestamp, uuid } from './common';

export const createConnectionRequest = z.strictObject({
  name: z.string().min(1).max(120),
  connector: z.string().min(1),
  environment: environmentKey,
  /** The slot of flows that this connection fills in this environment. */
  slot: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
  settings: z.record(z.string(), z.json()),
  /** Write-only: never returned by any route. */
  secrets: z.record(z.string(), z.string().min(1).max(8000)).default({}),
});
export type CreateConnectionRequest = z.infer<typeof createConnectionRequest>;

export const updateConnectionRequest = z.strictObject({
  name: z.string().min(1).max(120).optional(),
  settings: z.record(z.string(), z.json()).optional(),
  secrets: z.record(z.string(), z.string().min(1).max(8000)).optional(),
});
export type UpdateConnectionRequest = z.infer<typeof updateConnectionRequest>;

export const connection = z.object({
  id: uuid,
  name: z.string(),
  connector: z.string(),
  environment: environmentKey,
  slot: z.string(),
  settings: z.record(z.string(), z.json()),
  /** For each secret of the connector: is one stored, and since when. */
  secrets: z.array(z.object({ name: z.string(), isSet: z.boolean(), setAt: timestamp.nullable() })),
  fingerprint: z.string(),
  usedBy: z.array(z.object({ flowId: uuid, flowName: z.string() })),
  updatedAt: timestamp,
});
export type Connection = z.infer<typeof connection>;

export const connectionTestResult = z.object({
  ok: z.boolean(),
  /** What was reached, or what is wrong and what to do. */
  message: z.string(),
  durationMs: z.number(),
});
export type ConnectionTestResult = z.infer<typeof connectionTestResult>;

/** Connector descriptors are passed through as described by connector-sdk. */
export const connectorDescriptor = z.looseObject({ id: z.string(), title: z.string() });
