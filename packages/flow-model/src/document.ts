import { condition, mappingDocument } from '@penstock/mapping';
import { z } from 'zod';

/**
 * The flow document, version 1: what a builder designs and a version freezes. Steps are a record by id, edges say
 * what follows what; a step runs when every edge into it is decided and at least one was taken.
 */
const id = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, starting with a letter');
const position = z.strictObject({ x: z.number(), y: z.number() });

const stepBase = {
  id,
  name: z.string().min(1).max(120),
  note: z.string().max(2000).optional(),
  disabled: z.boolean().default(false),
  position,
};

/** Calls an action of a connector. The slot is bound to a connection by the environment. */
export const actionStep = z.strictObject({
  ...stepBase,
  kind: z.literal('action'),
  connector: z.string().min(1),
  action: z.string().min(1),
  version: z.int().min(1),
  /** Absent when the connector needs no connection. */
  slot: id.optional(),
  /** Makes the action's input; sources are `trigger…` and `steps.<id>…`. */
  input: mappingDocument,
});

/** Makes a new value from earlier ones; pure. */
export const mapStep = z.strictObject({ ...stepBase, kind: z.literal('map'), mapping: mappingDocument });

/** Sends the run along `yes` or `no`. */
export const ifStep = z.strictObject({ ...stepBase, kind: z.literal('if'), condition });

/** Ends the run as failed, with words for the person who will look at it. */
export const stopStep = z.strictObject({ ...stepBase, kind: z.literal('stop'), message: z.string().min(1).max(500) });

export const flowStep = z.discriminatedUnion('kind', [actionStep, mapStep, ifStep, stopStep]);

export const flowTrigger = z.strictObject({
  name: z.string().min(1).max(120),
  connector: z.string().min(1),
  trigger: z.string().min(1),
  version: z.int().min(1),
  /** Needed when the trigger polls or its settings refer to a remote system. */
  slot: id.optional(),
  /** Last part of the intake address; unique per environment for one kind of trigger. Absent for triggers without a webhook. */
  path: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'lower-case letters, digits and hyphens')
    .optional(),
  settings: z.record(z.string(), z.json()).default({}),
  position,
});

/** `default` leaves triggers, actions and maps; `yes` and `no` leave an if step. */
export const port = z.enum(['default', 'yes', 'no']);
export const flowEdge = z.strictObject({ id, from: z.union([id, z.literal('trigger')]), port, to: id });

export const flowDocument = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string().min(1).max(120),
  description: z.string().max(2000).optional(),
  trigger: flowTrigger,
  steps: z.record(id, flowStep),
  edges: z.array(flowEdge),
});

export type FlowDocument = z.infer<typeof flowDocument>;
export type FlowTrigger = z.infer<typeof flowTrigger>;
export type FlowStep = z.infer<typeof flowStep>;
export type ActionStep = z.infer<typeof actionStep>;
export type MapStep = z.infer<typeof mapStep>;
export type IfStep = z.infer<typeof ifStep>;
export type StopStep = z.infer<typeof stopStep>;
export type FlowEdge = z.infer<typeof flowEdge>;
export type Port = z.infer<typeof port>;
export type StepId = string;

/** The id edges use for the trigger. */
export const TRIGGER_ID = 'trigger';

/** Something that keeps a flow from being deployed, or a warning about it. */
export interface FlowProblem {
  /** Stable, upper snake case. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** Step id, `trigger`, or absent for the flow as a whole. */
  readonly stepId?: string;
  /** Dotted path of the setting or target field. */
  readonly field?: string;
  readonly message: string;
  /** How to mend it. */
  readonly fix?: string;
}
