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

const dependsKey = /^depends\.[A-Za-z][A-Za-z0-9_]{0,59}$/;

/**
 * `?source=open-invoices&search=31000&depends.customerId=100198`: choices for a field whose schema names the source as
 * `options`. `depends.<field>` hands over fields beside it; addresses are never taken from a request.
 */
export const optionsQuery = z
  .object({
    source: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/),
    search: z.string().trim().max(60).optional(),
    cursor: z.string().min(1).max(200).optional(),
  })
  .catchall(z.string().max(200))
  .refine((query) => Object.keys(query).every((name) => ['source', 'search', 'cursor'].includes(name) || dependsKey.test(name)), {
    message: 'Only source, search, cursor and depends.<field> are part of this request.',
  });
export type OptionsQuery = z.infer<typeof optionsQuery>;

export const optionsPage = z.object({
  options: z.array(
    z.object({
      /** What the field takes. */
      value: z.string(),
      /** What a person recognises it by. */
      label: z.string(),
      detail: z.string().optional(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type OptionsPage = z.infer<typeof optionsPage>;
