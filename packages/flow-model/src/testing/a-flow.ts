import { emptyMapping } from '@penstock/mapping';
import { TRIGGER_ID, type FlowDocument, type FlowStep, type Port } from '../document';

/** Flows for tests: only what a test is about has to be said. */
export function aStep(id: string, kind: FlowStep['kind'] = 'map'): FlowStep {
  const base = { id, name: `Step ${id}`, disabled: false, position: { x: 0, y: 0 } };
  switch (kind) {
    case 'action':
      return {
        ...base,
        kind,
        connector: 'paytrace',
        action: 'sale',
        version: 1,
        slot: 'paytrace',
        input: emptyMapping,
      };
    case 'map':
      return { ...base, kind, mapping: emptyMapping };
    case 'if':
      return { ...base, kind, condition: { all: [] } };
    case 'switch':
      return { ...base, kind, cases: [{ id: 'big', name: 'Big', condition: { all: [] } }] };
    case 'filter':
      return { ...base, kind, condition: { all: [] } };
    case 'for-each':
      return { ...base, kind, items: 'trigger.lines', concurrency: 1, onItemError: 'stop' };
    case 'try':
      return { ...base, kind, undo: [] };
    case 'sub-flow':
      return { ...base, kind, flowId: '0199a000-0000-7000-8000-000000000001', input: emptyMapping, wait: true };
    case 'wait':
      return { ...base, kind, wait: { kind: 'duration', seconds: 60 } };
    case 'respond':
      return { ...base, kind, status: 200, body: emptyMapping };
    case 'stop':
      return { ...base, kind, message: 'Stopped.' };
  }
}

type Line = readonly [from: string, to: string, port?: Port];

/** Steps stand one column apart in the order given; lines are numbered `edge-1`, `edge-2` … */
export function aFlow(steps: readonly FlowStep[] = [], lines: readonly Line[] = []): FlowDocument {
  const placed = steps.map((step, index) => ({ ...step, position: { x: (index + 1) * 300, y: 0 } }));
  return {
    schemaVersion: 1,
    name: 'Card payments',
    trigger: {
      name: 'Order placed',
      connector: 'webhook',
      trigger: 'signed-webhook',
      version: 1,
      path: 'orders',
      settings: {},
      position: { x: 0, y: 0 },
    },
    steps: Object.fromEntries(placed.map((step) => [step.id, step])),
    edges: lines.map(([from, to, port = 'default'], index) => ({ id: `edge-${index + 1}`, from, port, to })),
  };
}

/** Trigger → a → b → c. */
export const aChain = (): FlowDocument =>
  aFlow(
    [aStep('a'), aStep('b'), aStep('c')],
    [
      [TRIGGER_ID, 'a'],
      ['a', 'b'],
      ['b', 'c'],
    ],
  );
