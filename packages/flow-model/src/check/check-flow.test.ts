import { defineAction, defineConnection, defineConnector, defineTrigger, describeConnector } from '@penstock/connector-sdk';
import type { MappingDocument } from '@penstock/mapping';
import { z } from 'zod';
import type { ActionStep, FlowDocument, FlowEdge, FlowStep } from '../document';
import { checkFlow } from './check-flow';

const position = { x: 0, y: 0 };
const bank = describeConnector(
  defineConnector({
    id: 'bank',
    title: 'Bank',
    summary: 'For tests.',
    category: 'payments',
    mark: 'M0 0',
    apiRevision: '1',
    connection: defineConnection({
      settings: z.strictObject({}),
      secrets: [],
      baseUrl: () => 'https://bank.example',
      auth: { kind: 'none' },
      fingerprint: () => 'bank',
      test: () => Promise.resolve({ summary: '' }),
    }),
    actions: [
      defineAction<unknown, { reference: string }, { id: string }>({
        id: 'pay',
        version: 1,
        title: 'Pay',
        summary: '',
        contract: {
          class: 'L', kind: 'money', businessKey: ({ reference }) => reference,
          verify: () => Promise.resolve({ verdict: 'unsure', reason: '' }), visibilityLagMs: 0, maxProcessingMs: 0,
        },
        input: z.strictObject({ reference: z.string() }),
        output: z.object({ id: z.string() }),
        sample: {},
        run: () => Promise.resolve({ id: '' }),
      }),
    ],
    triggers: [
      defineTrigger({
        id: 'notice', version: 1, title: 'Notice', summary: '', sample: {},
        settings: z.strictObject({ account: z.string().meta({ title: 'Account' }) }),
        event: z.object({ reference: z.string() }),
        channels: [{ id: '', title: '', scheme: 'standard-webhooks', contentType: 'application/json', parse: () => [] }],
      }),
      defineTrigger({
        id: 'statement', version: 1, title: 'Statement', summary: '', sample: {}, channels: [],
        settings: z.strictObject({}),
        event: z.object({ reference: z.string() }),
        poll: { defaultIntervalMs: 1, poll: () => Promise.resolve({ events: [], cursor: null, more: false }) },
      }),
    ],
  }),
);

const copying = (path: string, target = 'reference'): MappingDocument => ({
  v: 1,
  rules: [{ kind: 'copy', id: 'r1', target, from: { path }, onError: 'fail', origin: 'user' }],
  tables: {},
});
const aPayment = (changes: Partial<ActionStep> = {}): FlowStep => ({
  kind: 'action', id: 'pay', name: 'Pay the bill', disabled: false, position,
  connector: 'bank', action: 'pay', version: 1, slot: 'bank', input: copying('trigger.reference'), ...changes,
});
const anEdge = (from: string, to: string, port: FlowEdge['port'] = 'default'): FlowEdge => ({ id: `${from}-${to}`, from, port, to });
const aDecision: FlowStep = {
  kind: 'if', id: 'check', name: 'Is it big?', disabled: false, position,
  condition: { left: 'trigger.reference', op: 'equals', value: 'x' },
};

function aFlow(changes: Partial<FlowDocument> = {}): FlowDocument {
  return {
    schemaVersion: 1,
    name: 'Pay',
    trigger: { name: 'Notice', connector: 'bank', trigger: 'notice', version: 1, path: 'notices', settings: { account: '1' }, position },
    steps: { pay: aPayment() },
    edges: [anEdge('trigger', 'pay')],
    ...changes,
  };
}
const check = (flow: FlowDocument, boundSlots?: string[]) => checkFlow(flow, [bank], boundSlots && { boundSlots });
const codes = (flow: FlowDocument, boundSlots?: string[]): string[] => check(flow, boundSlots).map(({ code }) => code);

describe('a sound flow', () => {
  test('has no problems', () => {
    expect(check(aFlow(), ['bank'])).toEqual([]);
  });
});

describe('an action step', () => {
  test.each([
    ['connector', { connector: 'nobody' }],
    ['action', { action: 'gone' }],
    ['version', { version: 2 }],
  ])('is refused with an unknown %s', (_, changes) => {
    expect(codes(aFlow({ steps: { pay: aPayment(changes) } }))).toEqual(['ACTION_NOT_INSTALLED']);
  });

  test('names the required field that nothing fills', () => {
    const [problem] = check(aFlow({ steps: { pay: aPayment({ input: { v: 1, rules: [], tables: {} } }) } }));

    expect(problem).toMatchObject({ severity: 'error', stepId: 'pay', field: 'reference' });
    expect(problem?.message).toContain('Pay the bill');
  });

  test('is refused when its slot is not filled in the environment', () => {
    const [problem] = check(aFlow(), ['other']);

    expect(problem).toMatchObject({ code: 'SLOT_NOT_BOUND', severity: 'error', stepId: 'pay', field: 'slot' });
  });

  test('needs a slot when its connector needs a connection', () => {
    const { slot: _, ...unbound } = aPayment() as ActionStep;

    expect(codes(aFlow({ steps: { pay: unbound } }))).toEqual(['SLOT_MISSING']);
  });

  test('that moves money is refused without a way to look it up', () => {
    const [pay] = bank.actions;
    const blind = { ...bank, actions: [{ ...pay!, effect: { class: 'L', kind: 'money', verifies: false } as const }] };

    const found = checkFlow(aFlow(), [blind]);

    expect(found).toMatchObject([{ code: 'EFFECT_NOT_VERIFIABLE', severity: 'error', stepId: 'pay' }]);
  });
});

describe('a value taken from elsewhere', () => {
  const after = (path: string, edges: FlowEdge[]): FlowDocument =>
    aFlow({
      steps: { pay: aPayment(), check: aDecision, again: aPayment({ id: 'again', name: 'Pay again', input: copying(path) }) },
      edges,
    });
  const line = [anEdge('trigger', 'pay'), anEdge('pay', 'again'), anEdge('trigger', 'check'), anEdge('check', 'again', 'yes')];

  test('may come from a step that certainly ran before', () => {
    expect(codes(after('steps.pay.id', [anEdge('trigger', 'check'), anEdge('check', 'pay', 'yes'), anEdge('pay', 'again')]))).toEqual([]);
  });

  test.each([
    ['a field the event does not have', 'trigger.total', line],
    ['a field the step does not give', 'steps.pay.total', line],
    ['a parallel step', 'steps.pay.id', [anEdge('trigger', 'pay'), anEdge('trigger', 'check'), anEdge('check', 'again', 'yes')]],
    ['a later step', 'steps.pay.id', [anEdge('trigger', 'check'), anEdge('check', 'again', 'yes'), anEdge('again', 'pay')]],
    ['one arm of a decision', 'steps.pay.id', [anEdge('trigger', 'check'), anEdge('check', 'pay', 'yes'), anEdge('check', 'again', 'no'), anEdge('pay', 'again')]],
    ['a step that does not exist', 'steps.ghost.id', line],
  ])('may not come from %s', (_, path, edges) => {
    const errors = check(after(path, edges)).filter(({ severity }) => severity === 'error');

    expect(errors).toMatchObject([{ stepId: 'again' }]);
  });

  test('is checked in conditions too', () => {
    const decision: FlowStep = { ...aDecision, condition: { left: 'trigger.total', op: 'is-present' } } as FlowStep;

    const found = check(aFlow({ steps: { check: decision }, edges: [anEdge('trigger', 'check')] }));

    expect(found).toContainEqual(expect.objectContaining({ stepId: 'check', field: 'condition', severity: 'error' }));
  });
});

describe('the connections of a flow', () => {
  test.each([
    ['EDGE_TO_NOWHERE', [anEdge('trigger', 'pay'), anEdge('pay', 'ghost')]],
    ['EDGE_TO_NOWHERE', [anEdge('trigger', 'pay'), anEdge('pay', 'trigger')]],
    ['STEPS_IN_CIRCLE', [anEdge('trigger', 'pay'), anEdge('pay', 'pay')]],
    ['NO_SUCH_EXIT', [anEdge('trigger', 'pay', 'yes')]],
    ['STEP_NOT_REACHED', []],
  ])('are reported as %s', (code, edges) => {
    expect(codes(aFlow({ edges }))).toContain(code);
  });

  test('may leave a decision without a branch, with a warning', () => {
    const found = check(aFlow({ steps: { check: aDecision }, edges: [anEdge('trigger', 'check')] }));

    expect(found).toMatchObject([{ code: 'BRANCH_LEADS_NOWHERE', severity: 'warning', stepId: 'check' }]);
  });

  test('must name each step as it names itself', () => {
    expect(codes(aFlow({ steps: { pay: aPayment({ id: 'other' }) } }))).toContain('STEP_ID_UNFIT');
  });
});

describe('a trigger', () => {
  const withTrigger = (changes: Partial<FlowDocument['trigger']>) => aFlow({ trigger: { ...aFlow().trigger, ...changes } });

  test('is refused when it is not installed', () => {
    expect(check(withTrigger({ trigger: 'gone' }))).toContainEqual(expect.objectContaining({ code: 'TRIGGER_NOT_INSTALLED', stepId: 'trigger' }));
  });

  test('that receives needs an address', () => {
    const flow = aFlow();
    delete flow.trigger.path;

    expect(check(flow)).toMatchObject([{ code: 'PATH_MISSING', stepId: 'trigger', field: 'path' }]);
  });

  test('that polls needs a connection', () => {
    expect(check(withTrigger({ trigger: 'statement', settings: {} }))).toMatchObject([{ code: 'SLOT_MISSING', stepId: 'trigger' }]);
  });

  test('is refused without a required setting, by its title', () => {
    const [problem] = check(withTrigger({ settings: {} }));

    expect(problem).toMatchObject({ code: 'SETTING_MISSING', field: 'account' });
    expect(problem?.message).toContain('Account');
  });

  test('is refused with a setting it does not have', () => {
    expect(codes(withTrigger({ settings: { account: '1', extra: 1 } }))).toEqual(['SETTING_UNKNOWN']);
  });
});

describe('a disabled step', () => {
  test('is not checked', () => {
    expect(codes(aFlow({ steps: { pay: aPayment({ disabled: true, connector: 'nobody' }) } }))).toEqual([]);
  });
});
