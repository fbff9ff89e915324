import type { DifferenceKind } from '@penstock/flow-model';
import { z } from 'zod';
import { uuid } from './common';

/** A version by its number, or the draft as it is saved. */
export const versionReference = z.union([z.literal('draft'), z.coerce.number().int().min(1)]);
export type VersionReference = z.infer<typeof versionReference>;

const differenceKinds = [
  'flow-renamed', 'flow-setting-changed', 'step-added', 'step-removed', 'step-replaced', 'step-renamed', 'step-moved', 'step-enabled', 'step-disabled',
  'action-changed', 'version-changed', 'slot-changed', 'setting-changed', 'condition-changed', 'rule-added', 'rule-removed', 'rule-changed',
  'rules-reordered', 'table-changed', 'note-changed', 'line-added', 'line-removed', 'layout-changed',
] as const satisfies readonly DifferenceKind[];

/** As `diffFlows` of the flow model tells it. */
export const flowDifference = z.object({
  kind: z.enum(differenceKinds),
  /** `behaviour` may change what runs do, `wording` only what people read, `layout` only the canvas. */
  weight: z.enum(['behaviour', 'wording', 'layout']),
  /** A step, or `trigger`. */
  stepId: z.string().optional(),
  stepName: z.string().optional(),
  /** Dotted path of the setting, or of the target field of a rule. */
  path: z.string().optional(),
  before: z.json().optional(),
  after: z.json().optional(),
  line: z.object({ from: z.string(), port: z.string(), to: z.string() }).optional(),
  sentence: z.string(),
});
export type FlowDifferenceView = z.infer<typeof flowDifference>;

export const differenceCounts = z.object({ behaviour: z.int(), wording: z.int(), layout: z.int() });

/** `from` is the older side by convention; either may be the newer one. */
export const flowDiffQuery = z.strictObject({ from: versionReference, to: versionReference });
export type FlowDiffQuery = z.infer<typeof flowDiffQuery>;

export const flowDiff = z.object({
  flowId: uuid,
  from: z.union([z.literal('draft'), z.int()]),
  to: z.union([z.literal('draft'), z.int()]),
  /** Of the documents, hex. */
  fromHash: z.string(),
  toHash: z.string(),
  differences: z.array(flowDifference),
  counts: differenceCounts,
});
export type FlowDiff = z.infer<typeof flowDiff>;
