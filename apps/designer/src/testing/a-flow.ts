import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { Draft } from '@penstock/contracts';
import type { FlowDocument, FlowStep } from '@penstock/flow-model';
import { emptyMapping } from '@penstock/mapping';

/** A charge with a yes/no before it: enough for every designer test. */
export const aFlow = (): FlowDocument => ({
  schemaVersion: 1,
  name: 'Card payments',
  trigger: {
    name: 'Order placed',
    connector: 'webhook',
    trigger: 'order',
    version: 1,
    path: 'orders',
    settings: {},
    position: { x: 0, y: 0 },
  },
  steps: {
    check: {
      id: 'check',
      name: 'Anything to pay?',
      kind: 'if',
      disabled: false,
      position: { x: 300, y: 0 },
      condition: { left: 'trigger.order.total', op: 'greater-than', value: 0 },
    },
    charge: {
      id: 'charge',
      name: 'Charge the card',
      kind: 'action',
      disabled: false,
      position: { x: 600, y: 0 },
      connector: 'paytrace',
      action: 'sale',
      version: 1,
      slot: 'paytrace',
      input: { v: 1, rules: [], tables: {} },
    },
  },
  edges: [
    { id: 'edge-1', from: 'trigger', port: 'default', to: 'check' },
    { id: 'edge-2', from: 'check', port: 'yes', to: 'charge' },
  ],
});

const text = { type: 'string' };

export const connectors: readonly ConnectorDescriptor[] = [
  {
    id: 'webhook',
    title: 'Webhook',
    summary: 'Takes deliveries',
    category: 'general',
    mark: 'M0 0h24v24H0z',
    apiRevision: '1',
    actions: [],
    triggers: [
      {
        id: 'order',
        version: 1,
        title: 'Signed order',
        summary: 'An order was placed',
        settingsSchema: { type: 'object', properties: {} },
        eventSchema: {
          type: 'object',
          properties: {
            order: { type: 'object', properties: { id: { ...text, title: 'Order number' }, total: text } },
          },
        },
        sample: { order: { id: 'WEB-1', total: '19.99', lines: [{ sku: 'PUMP', quantity: 2 }] } },
        channels: [],
        polls: false,
      },
    ],
  },
  {
    id: 'paytrace',
    title: 'PayTrace',
    summary: 'Card gateway',
    category: 'payments',
    mark: 'M1 1h2v2H1z',
    apiRevision: 'v1',
    connection: { settingsSchema: {}, secrets: [] },
    actions: [
      {
        id: 'sale',
        version: 1,
        title: 'Charge a card',
        summary: 'Charges a card. Moves money.',
        effect: { class: 'L', kind: 'money', verifies: true, undoneBy: 'void' },
        inputSchema: {
          type: 'object',
          properties: { amount: { ...text, title: 'Amount' }, note: { ...text, title: 'Note' } },
          required: ['amount'],
        },
        outputSchema: { type: 'object', properties: { transaction_id: { type: 'number' } } },
        sample: { transaction_id: 105 },
      },
    ],
    triggers: [],
  },
];

export const aDraft = (document: FlowDocument = aFlow(), revision = 1): Draft => ({
  flowId: '0193a000-0000-7000-8000-000000000001',
  document,
  revision,
  problems: [],
  updatedAt: '2026-11-23T09:30:00.000Z',
  updatedBy: 'Ada',
});

const step = (id: string, name: string) => ({ id, name, disabled: false, position: { x: 0, y: 0 } });
const charging = {
  kind: 'action',
  connector: 'paytrace',
  action: 'sale',
  version: 1,
  slot: 'paytrace',
  input: emptyMapping,
} as const;

/** Trigger → each line (ship) → after. */
export const aLoopFlow = (): FlowDocument => ({
  ...aFlow(),
  steps: {
    'each-line': {
      ...step('each-line', 'Each line'),
      kind: 'for-each',
      items: 'trigger.order.lines',
      concurrency: 1,
      onItemError: 'stop',
    },
    ship: { ...step('ship', 'Ship the line'), ...charging, parent: 'each-line' },
    after: { ...step('after', 'After'), kind: 'map', mapping: { v: 1, rules: [], tables: {} } },
  },
  edges: [
    { id: 'edge-1', from: 'trigger', port: 'default', to: 'each-line' },
    { id: 'edge-2', from: 'each-line', port: 'each', to: 'ship' },
    { id: 'edge-3', from: 'each-line', port: 'default', to: 'after' },
  ],
});

/** A step of any kind at the top, with a charge beside it that exits can lead to. */
export const aFlowWith = (...steps: readonly FlowStep[]): FlowDocument => ({
  ...aFlow(),
  steps: Object.fromEntries(
    [...steps, { ...step('charge', 'Charge the card'), ...charging } as FlowStep].map((each) => [each.id, each]),
  ),
  edges: [{ id: 'edge-1', from: 'trigger', port: 'default', to: steps[0]?.id ?? 'charge' }],
});

/** What every step has, for `aFlowWith`. */
export const placed = step;
