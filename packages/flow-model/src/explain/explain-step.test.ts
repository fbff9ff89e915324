import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowStep } from '../document';
import { aFlow, aStep } from '../testing/a-flow';
import { explainStep } from './explain-step';

const connectors = [
  {
    id: 'paytrace', title: 'PayTrace', summary: '', category: 'payments', mark: '', apiRevision: '1', triggers: [],
    actions: [{ id: 'sale', version: 1, title: 'Charge a card', summary: 'Charges a card now.', effect: { class: 'L', kind: 'money', verifies: true }, inputSchema: {}, outputSchema: {}, sample: null }],
  },
  {
    id: 'webhook', title: 'Webhook', summary: '', category: 'general', mark: '', apiRevision: '1', actions: [],
    triggers: [{ id: 'signed-webhook', version: 1, title: 'Signed delivery', summary: 'Takes signed deliveries.', settingsSchema: {}, eventSchema: {}, sample: null, polls: false, channels: [{ id: '', title: 'Signed', scheme: 'standard-webhooks', contentType: 'application/json' }] }],
  },
] as readonly ConnectorDescriptor[];
const explain = (step: FlowStep, ...others: readonly FlowStep[]) => explainStep(aFlow([step, ...others], [['trigger', step.id]]), step.id, connectors);
const copied = { v: 1 as const, tables: {}, rules: [{ kind: 'copy' as const, id: 'r', target: 'amount', from: { path: 'trigger.total' }, onError: 'fail' as const, origin: 'user' as const }] };

describe('a step is explained', () => {
  test('as an action: what, how safe, by which connection, out of what, and what if it fails', () => {
    expect(explain({ ...aStep('pay', 'action'), input: copied, timeoutSeconds: 90 } as FlowStep)).toEqual([
      'It uses “Charge a card” of PayTrace. Charges a card now.',
      'Moves money: verified on the other side before any retry.',
      'It goes through the connection that fills the slot “paytrace” in the environment; no other connection is ever used instead.',
      '“amount” comes from trigger.total.',
      'One try may take 90 seconds.',
      'It runs after the trigger.',
      'When it fails for good the run stops and waits for a person; what was done before stays recorded.',
    ]);
  });

  test('as an action nobody has installed', () => {
    expect(explain({ ...aStep('pay', 'action'), action: 'gift' } as FlowStep)[0]).toBe('It uses paytrace / gift version 1, which is not installed here, so the flow cannot be deployed.');
  });

  test('with where the run goes on, by the names of its exits', () => {
    const flow = aFlow([aStep('sort', 'switch'), aStep('a'), aStep('b')], [['trigger', 'sort'], ['sort', 'a', 'big'], ['sort', 'b', 'default']]);

    expect(explainStep(flow, 'sort', connectors)).toEqual([
      'It takes the first case that holds: “Big” when always. When none does, it goes on by “default”.',
      'It runs after the trigger.',
      'Then the run goes on to “Step a” by “Big” or “Step b”.',
    ]);
  });

  test('with the step that catches its failure', () => {
    const flow = aFlow([aStep('pay', 'action'), aStep('tell')], [['trigger', 'pay'], ['pay', 'tell', 'error']]);

    expect(explainStep(flow, 'pay', connectors).at(-1)).toBe('When it fails for good the run goes on to “Step tell” instead.');
  });

  test('as switched off, and as reached by nothing', () => {
    const flow = aFlow([{ ...aStep('a'), disabled: true }]);

    expect(explainStep(flow, 'a', connectors)).toEqual(expect.arrayContaining(['It is switched off: runs pass it by as if it were not there.', 'Nothing leads to it, so it never runs.']));
  });

  test.each<[FlowStep['kind'], string]>([
    ['map', 'It makes a new value out of earlier ones. It contacts nobody and changes nothing outside.'],
    ['if', 'It asks one question: always. The run goes on by “yes” or “no”.'],
    ['filter', 'It lets the run go on only when always. Otherwise this branch ends without a problem.'],
    ['for-each', 'It runs the steps inside it once for each item of trigger.lines, one after the other.'],
    ['try', 'It runs the steps inside it. When one of them fails for good, the run leaves by “error”.'],
    ['sub-flow', 'It starts another flow and waits for its result.'],
    ['wait', 'It waits 1 minute.'],
    ['respond', 'It answers whoever waits for this run with status 200.'],
    ['stop', 'It ends the run as failed, so that a person looks at it, with the words: “Stopped.”'],
  ])('of the kind %s', (kind, first) => {
    expect(explain(aStep('a', kind))[0]).toBe(first);
  });

  test('as a question to a person', () => {
    const wait = { kind: 'decision' as const, question: 'Refund it?', choices: [{ id: 'yes', label: 'Refund' }, { id: 'no', label: 'Keep' }], show: [], timeoutSeconds: 172_800 };

    expect(explain({ ...aStep('ask', 'wait'), wait } as FlowStep)[0]).toBe('It asks a person: “Refund it?” The choices are “Refund” or “Keep”; after 2 days without an answer it goes on by “timeout”.');
  });

  test('as the trigger', () => {
    expect(explainStep(aFlow([aStep('a')], [['trigger', 'a']]), 'trigger', connectors)).toEqual([
      'Runs start with “Signed delivery” of Webhook. Takes signed deliveries.',
      'Senders deliver to the intake address that ends in “orders”; a delivery is stored before it is acknowledged, and a repeated one starts nothing twice.',
      'Then the run goes on to “Step a”.',
    ]);
  });

  test('not at all when it is not there', () => {
    expect([explainStep(aFlow(), 'gone', connectors), explainStep(aFlow(), 'constructor', connectors)]).toEqual([[], []]);
  });
});
