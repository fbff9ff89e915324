import { z } from 'zod';
import { TRIGGER_ID } from '../document';

/**
 * A flow as somebody else proposes it: steps of the catalogue by name and lines between them. No versions, slots,
 * places or limits, which are ours to say; no step that starts other flows. Unknown members are refused.
 */
const id = z
  .string()
  .regex(/^[a-z][a-z0-9]{0,39}$/, 'a lower-case word with digits at most')
  .refine((word) => word !== TRIGGER_ID, 'is the trigger’s');
const name = z.string().trim().min(1).max(120);
const formula = z.string().trim().min(1).max(4000);
const port = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/);

const fields = z.array(z.strictObject({ target: z.string().trim().min(1).max(300), formula })).max(100);
const base = { id, name, parent: id.optional() };

const plannedStep = z.discriminatedUnion('kind', [
  z.strictObject({ ...base, kind: z.literal('action'), connector: z.string(), action: z.string(), input: fields.default([]) }),
  z.strictObject({ ...base, kind: z.literal('map'), fields }),
  z.strictObject({ ...base, kind: z.literal('if'), when: formula }),
  z.strictObject({ ...base, kind: z.literal('filter'), when: formula }),
  z.strictObject({ ...base, kind: z.literal('switch'), cases: z.array(z.strictObject({ id, name: z.string().trim().min(1).max(60), when: formula })).min(1).max(20) }),
  z.strictObject({ ...base, kind: z.literal('for-each'), items: z.string().trim().min(1).max(500) }),
  z.strictObject({ ...base, kind: z.literal('try') }),
  z.strictObject({ ...base, kind: z.literal('wait'), seconds: z.int().min(1).max(366 * 24 * 3600) }),
  z.strictObject({ ...base, kind: z.literal('decision'), question: z.string().trim().min(1).max(500), choices: z.array(z.strictObject({ id, label: z.string().trim().min(1).max(60) })).min(1).max(8) }),
  z.strictObject({ ...base, kind: z.literal('respond'), body: fields }),
  z.strictObject({ ...base, kind: z.literal('stop'), message: z.string().trim().min(1).max(500) }),
]);
export type PlannedStep = z.output<typeof plannedStep>;
export type PlannedField = z.output<typeof fields>[number];

export const flowPlan = z.strictObject({
  trigger: z.strictObject({ name, connector: z.string(), trigger: z.string(), settings: z.record(z.string(), z.json()).default({}) }),
  steps: z.array(plannedStep).min(1).max(60),
  edges: z.array(z.strictObject({ from: z.union([id, z.literal(TRIGGER_ID)]), port: port.default('default'), to: id })).max(150),
});
export type FlowPlan = z.output<typeof flowPlan>;
