import type { Json } from '@penstock/kernel';
import type { FlowEdge, StepId } from '../document';

/** What kind of thing differs between two flow documents; every kind has its opposite. */
export type DifferenceKind =
  | 'flow-renamed'
  | 'flow-setting-changed'
  | 'step-added'
  | 'step-removed'
  | 'step-replaced'
  | 'step-renamed'
  | 'step-moved'
  | 'step-enabled'
  | 'step-disabled'
  | 'action-changed'
  | 'version-changed'
  | 'slot-changed'
  | 'setting-changed'
  | 'condition-changed'
  | 'rule-added'
  | 'rule-removed'
  | 'rule-changed'
  | 'rules-reordered'
  | 'table-changed'
  | 'note-changed'
  | 'line-added'
  | 'line-removed'
  | 'layout-changed';

/**
 * What a difference means for the runs: `behaviour` may change what they do, `wording` only what people read,
 * `layout` only where things stand on the canvas.
 */
export type DifferenceWeight = 'behaviour' | 'wording' | 'layout';

export type FlowLine = Pick<FlowEdge, 'from' | 'port' | 'to'>;

/** One thing that differs between two flow documents, and a sentence that says so. */
export interface FlowDifference {
  readonly kind: DifferenceKind;
  readonly weight: DifferenceWeight;
  /** The step it is about, or `trigger`; absent for the flow as a whole and its lines. */
  readonly stepId?: StepId;
  readonly stepName?: string;
  /** Dotted path of the setting, or of the target field of a rule. */
  readonly path?: string;
  /** Absent where the older document has no such thing. */
  readonly before?: Json;
  readonly after?: Json;
  /** For lines. */
  readonly line?: FlowLine;
  readonly sentence: string;
}

const opposites: Partial<Record<DifferenceKind, DifferenceKind>> = {
  'step-added': 'step-removed',
  'step-removed': 'step-added',
  'step-enabled': 'step-disabled',
  'step-disabled': 'step-enabled',
  'rule-added': 'rule-removed',
  'rule-removed': 'rule-added',
  'line-added': 'line-removed',
  'line-removed': 'line-added',
};

/** What a difference is when the two documents change places; its sentence aside, which is written for one direction. */
export function reversedDifference({ kind, before, after, sentence: _, ...rest }: FlowDifference): Omit<FlowDifference, 'sentence'> {
  return { ...rest, kind: opposites[kind] ?? kind, ...(after !== undefined && { before: after }), ...(before !== undefined && { after: before }) };
}
