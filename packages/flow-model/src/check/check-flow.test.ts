import { defineAction, defineConnection, defineConnector, defineTrigger, describeConnector } from '@penstock/connector-sdk';
import type { MappingDocument } from '@penstock/mapping';
import { z } from 'zod';
import { NO_FLOW, type ActionStep, type FlowDocument, type FlowEdge, type FlowStep } from '../document';
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

  test('is refused when a required field was begun and takes its value from nowhere', () => {
    const begun: MappingDocument = {
      v: 1,
      rules: [{ kind: 'pipe', id: 'r1', target: 'reference', from: [], steps: [], onError: 'fail', origin: 'user' }],
      tables: {},
    };

    const problems = check(aFlow({ steps: { pay: aPayment({ input: begun }) } }));

    expect(problems).toMatchObject([{ code: 'REQUIRED_TARGET', severity: 'error', stepId: 'pay', field: 'reference' }]);
  });

  test('names a bad formula with its rule and its characters', () => {
    const input: MappingDocument = {
      v: 1,
      rules: [{ kind: 'formula', id: 'r1', target: 'reference', formula: 'UPPER(trigger.refrence)', onError: 'fail', origin: 'user' }],
      tables: {},
    };

    const problems = check(aFlow({ steps: { pay: aPayment({ input }) } }));

    expect(problems).toMatchObject([
      { code: 'UNKNOWN_FIELD', severity: 'error', stepId: 'pay', field: 'reference', formula: { ruleId: 'r1', place: 'formula', start: 14, end: 22 } },
    ]);
  });

  test.each([
    ['that cannot be read', 'trigger.reference ==', 'VALUE_EXPECTED'],
    ['that reads an unknown field', 'trigger.refrence == "x"', 'UNKNOWN_FIELD'],
    ['that gives no answer', 'trigger.reference', 'NOT_A_CONDITION'],
  ])('decides by a formula; one %s is named', (_, formula, code) => {
    const decision = { ...aDecision, condition: { formula } } as FlowStep;
    const edges = [anEdge('trigger', 'check'), anEdge('check', 'pay', 'yes')];

    const problems = check(aFlow({ steps: { check: decision, pay: aPayment() }, edges }));

    expect(problems).toMatchObject([{ code, severity: 'error', stepId: 'check', field: 'condition', formula: { place: 'when.formula' } }]);
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

describe('what a step may read inside a loop', () => {
  const orders = {
    ...bank,
    triggers: bank.triggers.map((trigger) => ({
      ...trigger,
      eventSchema: {
        type: 'object',
        properties: {
          reference: { type: 'string' },
          lines: { type: 'array', items: { type: 'object', properties: { sku: { type: 'string' } }, additionalProperties: false } },
        },
        additionalProperties: false,
      },
    })),
  };
  const loop = (items = 'trigger.lines'): FlowStep => ({
    kind: 'for-each', id: 'lines', name: 'Each line', disabled: false, position, items, concurrency: 1, onItemError: 'stop',
  });
  const looped = (inside: string, after: string, items?: string): FlowDocument =>
    aFlow({
      steps: {
        lines: loop(items),
        pay: { ...aPayment({ input: copying(inside) }), parent: 'lines' } as FlowStep,
        again: aPayment({ id: 'again', name: 'Pay again', input: copying(after) }),
      },
      edges: [anEdge('trigger', 'lines'), anEdge('lines', 'pay', 'each'), anEdge('lines', 'again')],
    });
  const found = (flow: FlowDocument) => checkFlow(flow, [orders]).map(({ code, stepId }) => `${stepId} ${code}`);

  test('is the item, and after the loop the list of results', () => {
    expect(found(looped('loop.lines.item.sku', 'steps.lines.results[0].output.id'))).toEqual([]);
  });

  test.each([
    ['a field the items do not have', 'loop.lines.item.price', 'trigger.reference', 'pay UNKNOWN_SOURCE_PATH'],
    ['the loop’s own result', 'steps.lines.total', 'trigger.reference', 'pay UNKNOWN_SOURCE_PATH'],
    ['an item, once the loop is over', 'trigger.reference', 'loop.lines.item.sku', 'again UNKNOWN_SOURCE_PATH'],
    ['a step of the body, once the loop is over', 'trigger.reference', 'steps.pay.id', 'again UNKNOWN_SOURCE_PATH'],
  ])('is not %s', (_, inside, after, problem) => {
    expect(found(looped(inside, after))).toEqual([problem]);
  });

  test('needs a list to go over', () => {
    expect(found(looped('trigger.reference', 'trigger.reference', 'trigger.reference'))).toEqual(['lines LOOP_WITHOUT_LIST']);
  });
});

describe('what a step may read after a failure', () => {
  const after = (path: string): FlowDocument =>
    aFlow({ steps: { pay: aPayment(), tell: aPayment({ id: 'tell', name: 'Tell', input: copying(path) }) }, edges: [anEdge('trigger', 'pay'), anEdge('pay', 'tell', 'error')] });

  test('is what went wrong, and not a result that is not there', () => {
    expect(codes(after('steps.pay.error.message'))).toEqual([]);
    expect(check(after('steps.pay.error.message.x'))).toMatchObject([{ stepId: 'tell' }]);
  });
});

describe('a call of another flow', () => {
  const call = (changes: Partial<Extract<FlowStep, { kind: 'sub-flow' }>>): FlowDocument =>
    aFlow({
      steps: { call: { kind: 'sub-flow', id: 'call', name: 'Call', disabled: false, position, flowId: '0199a000-0000-7000-8000-000000000001', input: copying('trigger.reference', 'order'), wait: true, ...changes } },
      edges: [anEdge('trigger', 'call')],
    });

  test('says which flow', () => {
    expect(check(call({ flowId: NO_FLOW }))).toMatchObject([{ code: 'FLOW_NOT_CHOSEN', field: 'flowId' }]);
  });

  test('gives what the contract asks for', () => {
    const contract = { input: { type: 'object', properties: { order: { type: 'string' }, total: { type: 'string' } }, required: ['order', 'total'] }, output: {} };

    expect(check(call({ contract }))).toMatchObject([{ stepId: 'call', field: 'total' }]);
  });
});

describe('the settings of a flow', () => {
  const laned = (path: string): FlowDocument => aFlow({ settings: { undo: [], lane: { name: 'orders', path, onFailure: 'hold' } } });

  test('take the key of the lane from the event', () => {
    expect(codes(laned('trigger.reference'))).toEqual([]);
    expect(check(laned('steps.pay.id'))).toMatchObject([{ field: 'settings.lane', severity: 'error' }]);
  });

  test('refuse a lane without a key', () => {
    expect(codes(laned('trigger'))).toEqual(['LANE_WITHOUT_KEY']);
  });

  test('undo only what can be undone', () => {
    expect(check(aFlow({ settings: { undo: ['pay'] } }))).toMatchObject([{ code: 'CANNOT_BE_UNDONE', field: 'settings.undo' }]);
  });
});

describe('a wait for a call', () => {
  const pause: FlowStep = { kind: 'wait', id: 'pause', name: 'Pause', disabled: false, position, wait: { kind: 'callback', timeoutSeconds: 60 } };
  const loop: FlowStep = { kind: 'for-each', id: 'lines', name: 'Each line', disabled: false, position, items: 'trigger', concurrency: 1, onItemError: 'stop' };

  test('has no address inside a loop', () => {
    const inside = aFlow({ steps: { lines: loop, pause: { ...pause, parent: 'lines' } }, edges: [anEdge('trigger', 'lines'), anEdge('lines', 'pause', 'each')] });

    expect(codes(inside)).toContain('CALLBACK_IN_LOOP');
    expect(codes(aFlow({ steps: { pause }, edges: [anEdge('trigger', 'pause')] }))).not.toContain('CALLBACK_IN_LOOP');
  });
});
