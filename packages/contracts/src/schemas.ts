import { z } from 'zod';
import { environmentKey, pageQuery, timestamp, uuid } from './common';

/** Where a schema comes from: the connector's own words, the remote system's, or what was seen in payloads. */
export const schemaKind = z.enum(['declared', 'live', 'observed']);
export type SchemaKind = z.infer<typeof schemaKind>;

export const schemaChangeKind = z.enum(['removed', 'optional', 'type', 'values', 'required']);
export type SchemaChangeKind = z.infer<typeof schemaChangeKind>;

export const schemaFindingStatus = z.enum(['open', 'acknowledged', 'snoozed', 'resolved']);
export type SchemaFindingStatus = z.infer<typeof schemaFindingStatus>;

/** A step, and where there is one the rule of its mapping, that feels a change. */
export const schemaFindingPlace = z.object({
  flowId: uuid,
  flowName: z.string(),
  /** `trigger` for a setting of the flow. */
  stepId: z.string(),
  stepName: z.string(),
  ruleId: z.string().optional(),
  /** Target field of the step's mapping. */
  target: z.string().optional(),
  /** Outside of mappings: which setting of the step it is. */
  setting: z.string().optional(),
});
export type SchemaFindingPlace = z.infer<typeof schemaFindingPlace>;

/** A change of a schema that flows in use feel. */
export const schemaFinding = z.object({
  id: uuid,
  environment: environmentKey,
  connectionId: uuid.nullable(),
  connectionName: z.string().nullable(),
  schemaKind,
  /** What the schema is of, e.g. `Table customer`. */
  schemaTitle: z.string(),
  kind: schemaChangeKind,
  /** Dotted path in the schema. */
  path: z.string(),
  /** What happened, who feels it and what it means for the money. */
  message: z.string(),
  /** What to do; nothing is ever changed by itself. */
  advice: z.string(),
  places: z.array(schemaFindingPlace),
  status: schemaFindingStatus,
  foundAt: timestamp,
  confirmedAt: timestamp,
  resolvedAt: timestamp.nullable(),
  snoozedUntil: timestamp.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: timestamp.nullable(),
  note: z.string(),
});
export type SchemaFinding = z.infer<typeof schemaFinding>;

export const schemaFindingQuery = pageQuery.extend({
  environment: environmentKey.optional(),
  status: schemaFindingStatus.optional(),
  /** Findings that this flow feels. */
  flowId: uuid.optional(),
});
export type SchemaFindingQuery = z.infer<typeof schemaFindingQuery>;

const note = z.string().trim().max(500);
export const acknowledgeFindingRequest = z.strictObject({ note: note.default('') });
export type AcknowledgeFindingRequest = z.input<typeof acknowledgeFindingRequest>;
export const snoozeFindingRequest = z.strictObject({ until: timestamp, note: note.default('') });
export type SnoozeFindingRequest = z.input<typeof snoozeFindingRequest>;

/** The comparison of one environment: every night, and when somebody asks. */
export const schemaCheck = z.object({
  environment: environmentKey,
  /** Start of the last one that is over, also of one that broke off; null: none yet. */
  checkedAt: timestamp.nullable(),
  /** Asked for and not done yet. */
  isRequested: z.boolean(),
  requestedBy: z.string().nullable(),
  /** Schemas that were compared. */
  schemas: z.int(),
  openFindings: z.int(),
  /** What could not be looked at. */
  problems: z.array(z.object({ title: z.string(), message: z.string() })),
});
export type SchemaCheck = z.infer<typeof schemaCheck>;

export const requestSchemaCheckRequest = z.strictObject({ environment: environmentKey });
export type RequestSchemaCheckRequest = z.infer<typeof requestSchemaCheckRequest>;
