import { layoutFlow, TRIGGER_ID, type FlowDocument, type FlowStep, type FlowTrigger, type Port } from '@penstock/flow-model';
import type { Json } from '@penstock/kernel';

/** A flow as it comes with Penstock, and what somebody has to know before using it. */
export interface FlowTemplateSource {
  /** Stable: part of addresses. */
  readonly id: string;
  readonly category: 'orders' | 'payments' | 'accounting' | 'customers' | 'risk';
  /** One line for the gallery. */
  readonly summary: string;
  /** What to look at before the flow goes live, in the order of importance. */
  readonly adapt: readonly string[];
  /** An event to try it with. */
  readonly sample: Json;
  readonly document: FlowDocument;
}

type Line = readonly [from: string, to: string, port?: Port];
type Unplaced<T> = T extends unknown ? Omit<T, 'position' | 'disabled'> : never;

interface FlowParts {
  readonly name: string;
  readonly description: string;
  readonly trigger: Unplaced<FlowTrigger>;
  readonly steps: readonly Unplaced<FlowStep>[];
  readonly lines: readonly Line[];
  /** Shown on a sheet of paper above the flow. */
  readonly note: string;
}

const corner = { x: 60, y: 260 };
const note = { id: 'note-1', position: { x: 60, y: 20 }, width: 420, height: 150 };

/** Places the steps as the designer's "Arrange" would. */
export function buildTemplate({ trigger, steps, lines, note: text, ...words }: FlowParts): FlowDocument {
  const unplaced: FlowDocument = {
    schemaVersion: 1,
    ...words,
    trigger: { ...trigger, position: corner },
    steps: Object.fromEntries(steps.map((step) => [step.id, { ...step, disabled: false, position: corner } as FlowStep])),
    edges: lines.map(([from, to, port = 'default'], index) => ({ id: `edge-${index + 1}`, from, port, to })),
    notes: [{ ...note, text }],
  };
  const places = layoutFlow(unplaced);
  const placed = Object.values(unplaced.steps).map((step) => [step.id, { ...step, position: places[step.id] ?? corner }]);
  return { ...unplaced, steps: Object.fromEntries(placed) as FlowDocument['steps'] };
}

export const start = TRIGGER_ID;
