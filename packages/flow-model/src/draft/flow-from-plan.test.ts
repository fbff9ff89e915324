import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { flowFromPlan } from './flow-from-plan';
import { flowPlan } from './flow-plan';
import { stepCatalogue } from './step-catalogue';

const text = { type: 'string' };
const effect = { class: 'L', kind: 'money', verifies: true } as const;
const sale = { id: 'sale', title: 'Charge a card', summary: 'Charges.', effect, outputSchema: { type: 'object', properties: { id: text }, required: ['id'], additionalProperties: false }, sample: 'SECRET-SAMPLE' };
const connectors = [
  {
    id: 'paytrace', title: 'PayTrace', summary: '', category: 'payments', mark: '', apiRevision: '1', triggers: [], connection: { settingsSchema: {}, secrets: [] },
    actions: [
      { ...sale, version: 1, inputSchema: { type: 'object', properties: {} } },
      { ...sale, version: 2, inputSchema: { type: 'object', properties: { amount: text, note: { ...text, enum: ['CHOICE'] } }, required: ['amount'], additionalProperties: false } },
    ],
  },
  {
    id: 'webhook', title: 'Webhook', summary: '', category: 'general', mark: '', apiRevision: '1', actions: [],
    triggers: [
      {
        id: 'received', version: 1, title: 'Delivery', summary: 'Takes deliveries.', settingsSchema: { type: 'object', properties: {}, additionalProperties: false }, sample: null, polls: false,
        eventSchema: { type: 'object', properties: { total: text, paid: { type: 'boolean' } }, required: ['total', 'paid'], additionalProperties: false },
        channels: [{ id: '', title: 'Signed', scheme: 'standard-webhooks', contentType: 'application/json' }],
      },
    ],
  },
] as unknown as readonly ConnectorDescriptor[];

const plan = {
  trigger: { name: 'Order', connector: 'webhook', trigger: 'received' },
  steps: [
    { id: 'open', name: 'Not paid yet?', kind: 'if', when: '!trigger.paid' },
    { id: 'charge', name: 'Charge', kind: 'action', connector: 'paytrace', action: 'sale', input: [{ target: 'amount', formula: 'trigger.total' }, { target: 'note', formula: '"CHOICE"' }] },
  ],
  edges: [{ from: 'trigger', to: 'open' }, { from: 'open', port: 'yes', to: 'charge' }],
};
const made = (changes: object = {}) => flowFromPlan('Order payments', flowPlan.parse({ ...plan, ...changes }), connectors);
const withStep = (changes: object, at = 1) => made({ steps: plan.steps.map((step, index) => (index === at ? { ...step, ...changes } : step)) });

describe('a flow out of a plan', () => {
  test('has what a plan leaves out: versions, slots, an address, places', () => {
    const { document, problems } = (made() as { value: { document: { steps: Record<string, { position: { x: number } }>; trigger: object }; problems: unknown } }).value;

    expect(document.trigger).toMatchObject({ connector: 'webhook', version: 1, path: 'order-payments' });
    expect(document.steps['charge']).toMatchObject({ version: 2, slot: 'paytrace' });
    expect(document.steps['charge']?.position.x).toBeGreaterThan(document.steps['open']?.position.x ?? Infinity);
    expect(problems).toEqual([]);
  });

  test('maps paths and texts as a person would, and the rest as formulas', () => {
    const { value } = withStep({ input: [{ target: 'amount', formula: 'UPPER(trigger.total)' }, { target: 'note', formula: '"CHOICE"' }] }) as { value: { document: { steps: Record<string, unknown> } } };

    expect(value.document.steps['charge']).toMatchObject({ input: { rules: [{ kind: 'formula', formula: 'UPPER(trigger.total)' }, { kind: 'const', value: 'CHOICE' }] } });
  });

  test.each([
    ['a line break', '"Dear customer,\nthank you.\tAnn"', { kind: 'const', value: 'Dear customer,\nthank you.\tAnn' }],
    ['quotes and backslashes', String.raw`"say \"hi\" in C:\\new"`, { kind: 'const', value: String.raw`say "hi" in C:\new` }],
    ['an escaped line break', String.raw`"Dear customer,\nthank you."`, { kind: 'formula', formula: String.raw`"Dear customer,\nthank you."` }],
  ])('may hold a text with %s', (_, formula, rule) => {
    expect(withStep({ input: [{ target: 'amount', formula }] })).toMatchObject({ ok: true, value: { document: { steps: { charge: { input: { rules: [rule] } } } } } });
  });

  test('may leave fields open, and says which', () => {
    expect(withStep({ input: [] })).toMatchObject({ ok: true, value: { problems: [expect.objectContaining({ code: 'REQUIRED_TARGET' })] } });
  });

  test.each<[string, () => unknown, string]>([
    ['an action that is not installed', () => withStep({ action: 'gift' }), 'not installed'],
    ['a connector that is not installed', () => withStep({ connector: 'constructor' }), 'not installed'],
    ['a trigger that is not installed', () => made({ trigger: { ...plan.trigger, trigger: 'smoke' } }), 'not installed'],
    ['a setting the trigger does not have', () => made({ trigger: { ...plan.trigger, settings: { sender: 'x' } } }), 'no setting'],
    ['a field the action does not take', () => withStep({ input: [{ target: 'cvv', formula: 'trigger.total' }] }), 'cvv'],
    ['a field the event does not have', () => withStep({ input: [{ target: 'amount', formula: 'trigger.invented' }] }), 'invented'],
    ['a function that is not there', () => withStep({ input: [{ target: 'amount', formula: 'FETCH("http://evil.example")' }] }), 'FETCH'],
    ['a condition that is none', () => withStep({ when: 'trigger.total' }, 0), 'Not paid yet?'],
    ['a line to nowhere', () => made({ edges: [...plan.edges, { from: 'charge', to: 'gone' }] }), ''],
    ['an exit that is not there', () => made({ edges: [plan.edges[0], { from: 'open', port: 'maybe', to: 'charge' }] }), ''],
    ['a circle', () => made({ edges: [...plan.edges, { from: 'charge', to: 'open' }] }), ''],
    ['one id twice', () => made({ steps: [...plan.steps, plan.steps[0]] }), 'Two steps'],
  ])('is refused with %s', (_, make, because) => {
    const result = make() as { ok: boolean; error: readonly string[] };

    expect(result.ok).toBe(false);
    expect(result.error.join(' ')).toContain(because);
  });

  test.each([
    ['versions', { steps: [{ ...plan.steps[1], version: 1 }] }],
    ['slots', { steps: [{ ...plan.steps[1], slot: 'production' }] }],
    ['other kinds of steps', { steps: [{ id: 'a', name: 'A', kind: 'sub-flow', flowId: '0199a000-0000-7000-8000-000000000001' }] }],
    ['settings of the flow', { settings: { undo: [] } }],
    ['a step called like the trigger', { steps: [{ ...plan.steps[1], id: 'trigger' }] }],
    ['nothing', { steps: [] }],
  ])('is no plan when it brings %s', (_, changes) => {
    expect(flowPlan.safeParse({ ...plan, ...changes }).success).toBe(false);
  });
});

describe('the catalogue of steps', () => {
  test('names the newest version of each with its fields, and tells no sample and no choice', () => {
    const told = JSON.stringify(stepCatalogue(connectors, true));

    expect(told).toContain('"input":["amount: string (required)","note: string"]');
    expect(told).not.toMatch(/SECRET-SAMPLE|CHOICE/);
  });

  test('tells descriptions only where they may be told', () => {
    expect(JSON.stringify(stepCatalogue(connectors, false))).not.toContain('Takes deliveries.');
  });
});
