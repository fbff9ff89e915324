import { condition, mappingDocument } from '@penstock/mapping';
import { z } from 'zod';
import { flowGroup, flowNote } from './annotations';
import { flowTests } from './flow-test';

/**
 * The flow document, version 1: what a builder designs and a version freezes. Steps are a record by id, edges say
 * what follows what; a step runs when every edge into it is decided and at least one was taken. Several edges out of
 * one exit run side by side; a step with several edges into it joins them.
 *
 * Containers (for-each, try) hold the steps that name them as `parent`; an edge from the container's inner exit
 * (`each`, `body`) leads to the first of them. Edges never cross a container's border otherwise.
 */
const id = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/, 'lower-case letters, digits and hyphens, starting with a letter');
const position = z.strictObject({ x: z.number(), y: z.number() });

const stepBase = {
  id,
  name: z.string().min(1).max(120),
  note: z.string().max(2000).optional(),
  disabled: z.boolean().default(false),
  position,
  /** The container the step stands in; absent at the top. */
  parent: id.optional(),
};

/** A path into `trigger…`, `steps.<id>…` or `loop.<id>…`. */
const path = z.string().min(1).max(500);
const WEEK_SECONDS = 7 * 24 * 3600;
const seconds = z.int().min(1).max(366 * 24 * 3600);
const jsonSchema = z.record(z.string(), z.json());
/** Brought in for what the connector leaves open, by path within the event or output, see `OpenSchemas`. Means nothing to runs. */
const openSchemas = z.record(z.string().min(1).max(500), jsonSchema).optional();

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
  /** Longest time one try may take; when it is over the outcome of a write is in doubt and looked up. */
  timeoutSeconds: z.int().min(1).max(3600).optional(),
  outputSchemas: openSchemas,
});

/** Makes a new value from earlier ones; pure. */
export const mapStep = z.strictObject({ ...stepBase, kind: z.literal('map'), mapping: mappingDocument });

/** Sends the run along `yes` or `no`. */
export const ifStep = z.strictObject({ ...stepBase, kind: z.literal('if'), condition });

/** Ends the run as failed, with words for the person who will look at it. */
export const stopStep = z.strictObject({ ...stepBase, kind: z.literal('stop'), message: z.string().min(1).max(500) });

/** Sends the run along the first case that holds, else along `default`. */
export const switchStep = z.strictObject({
  ...stepBase,
  kind: z.literal('switch'),
  /** The case's id is its exit. */
  cases: z.array(z.strictObject({ id, name: z.string().min(1).max(60), condition })).min(1).max(20),
});

/** Lets the run go on only when the condition holds; otherwise this branch ends without a problem. */
export const filterStep = z.strictObject({ ...stepBase, kind: z.literal('filter'), condition });

/** Runs its body once per item of a list; `loop.<id>.item`, `.index` and `.count` can be read inside. */
export const forEachStep = z.strictObject({
  ...stepBase,
  kind: z.literal('for-each'),
  items: path,
  /** Items under way at once; 1 keeps their order. */
  concurrency: z.int().min(1).max(50).default(1),
  /** `continue`: a failed item is listed in the output and the others go on. `stop`: the loop fails with it. */
  onItemError: z.enum(['stop', 'continue']).default('stop'),
});

/** Runs its body; when a step of it fails for good, what is listed is undone and the run leaves by `error`. */
export const tryStep = z.strictObject({
  ...stepBase,
  kind: z.literal('try'),
  /** Steps of the body whose confirmed effects are undone, in this order. */
  undo: z.array(id).max(50).default([]),
});

/** Stands where a flow is still to be chosen: no flow has this id. */
export const NO_FLOW = '00000000-0000-4000-8000-000000000000';

/** Starts another flow's live version with a payload, and waits for its result unless told otherwise. */
export const subFlowStep = z.strictObject({
  ...stepBase,
  kind: z.literal('sub-flow'),
  flowId: z.uuid(),
  input: mappingDocument,
  wait: z.boolean().default(true),
  /** What the other flow takes and gives, copied from its trigger when it was chosen. */
  contract: z.strictObject({ input: jsonSchema, output: jsonSchema }).optional(),
});

export const waitFor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('duration'), seconds }),
  /** An ISO 8601 time with zone. */
  z.strictObject({ kind: z.literal('until'), path }),
  /** Somebody calls `run.callbacks.<id>` (an address earlier steps can hand out). */
  z.strictObject({ kind: z.literal('callback'), timeoutSeconds: seconds.default(WEEK_SECONDS) }),
  z.strictObject({
    kind: z.literal('decision'),
    question: z.string().min(1).max(500),
    /** The choice's id is the exit. */
    choices: z.array(z.strictObject({ id, label: z.string().min(1).max(60) })).min(1).max(8),
    /** What the person is shown beside the question. */
    show: z.array(path).max(20).default([]),
    timeoutSeconds: seconds.default(WEEK_SECONDS),
  }),
]);

/** Parks the run without holding anything. */
export const waitStep = z.strictObject({ ...stepBase, kind: z.literal('wait'), wait: waitFor });

/** Answers whoever is waiting at the webhook, or the flow that called this one. */
export const respondStep = z.strictObject({
  ...stepBase,
  kind: z.literal('respond'),
  status: z.int().min(200).max(599).default(200),
  body: mappingDocument,
});

export const flowStep = z.discriminatedUnion('kind', [
  actionStep,
  mapStep,
  ifStep,
  switchStep,
  filterStep,
  forEachStep,
  tryStep,
  subFlowStep,
  waitStep,
  respondStep,
  stopStep,
]);

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
  /** An event whose payload is shown while the flow is designed; means nothing to its runs. */
  sampleEventId: z.uuid().optional(),
  eventSchemas: openSchemas,
  position,
});

/** An exit: `default`, `error`, `yes`, `no`, `each`, `body`, `timeout`, or the id of a case or choice. */
export const port = id;
export const flowEdge = z.strictObject({ id, from: z.union([id, z.literal('trigger')]), port, to: id });

/** Runs with the same value go one after the other, in the order they came; `name` is shared by flows that order together. */
export const lane = z.strictObject({
  name: id,
  path,
  /** What the others do while one waits for a person: wait behind it, or pass. */
  onFailure: z.enum(['hold', 'skip']).default('hold'),
});

export const flowSettings = z.strictObject({
  /** A run that is not done this long after it came needs a person. */
  deadlineSeconds: seconds.optional(),
  /** What is undone, in this order, when a run is cancelled. */
  undo: z.array(id).max(50).default([]),
  lane: lane.optional(),
});

export const flowDocument = z.strictObject({
  schemaVersion: z.literal(1),
  name: z.string().min(1).max(120),
  description: z.string().max(2000).optional(),
  trigger: flowTrigger,
  steps: z.record(id, flowStep),
  edges: z.array(flowEdge),
  settings: flowSettings.optional(),
  notes: z.array(flowNote).max(200).optional(),
  groups: z.array(flowGroup).max(200).optional(),
  /** Mean nothing to runs. */
  tests: flowTests.optional(),
});

export type FlowDocument = z.infer<typeof flowDocument>;
export type FlowTrigger = z.infer<typeof flowTrigger>;
export type FlowStep = z.infer<typeof flowStep>;
export type ActionStep = z.infer<typeof actionStep>;
export type MapStep = z.infer<typeof mapStep>;
export type IfStep = z.infer<typeof ifStep>;
export type StopStep = z.infer<typeof stopStep>;
export type SwitchStep = z.infer<typeof switchStep>;
export type FilterStep = z.infer<typeof filterStep>;
export type ForEachStep = z.infer<typeof forEachStep>;
export type TryStep = z.infer<typeof tryStep>;
export type SubFlowStep = z.infer<typeof subFlowStep>;
export type WaitStep = z.infer<typeof waitStep>;
export type RespondStep = z.infer<typeof respondStep>;
export type WaitFor = z.infer<typeof waitFor>;
export type FlowSettings = z.infer<typeof flowSettings>;
export type Lane = z.infer<typeof lane>;
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
  /** Of a formula in a mapping: its rule, its place in the rule (`formula`, `when.formula` …) and the characters. */
  readonly formula?: { readonly ruleId?: string; readonly place: string; readonly start: number; readonly end: number };
}
