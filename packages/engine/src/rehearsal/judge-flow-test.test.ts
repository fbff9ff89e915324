import { flowTest, type FlowStep, type FlowTest } from '@penstock/flow-model';
import { aFlow, anAction, copy, place } from '../testing/engine-bench';
import { RehearsalBench } from '../testing/rehearsal-bench';
import { judgeFlowTest, recordedOf } from './judge-flow-test';

const prepare: FlowStep = { kind: 'map', id: 'prepare', name: 'Prepare', mapping: { v: 1, rules: [copy('number', 'trigger.id'), copy('sum', 'trigger.amount')], tables: {} }, ...place };
const document = aFlow(prepare, anAction('book'));

const aTest = (expect: object, more: object = {}): FlowTest => flowTest.parse({ name: 'Test', event: '{}', expect, ...more });
const findings = async (test: FlowTest) => judgeFlowTest(test, await new RehearsalBench().rehearse(document, { recorded: recordedOf(test) }));

describe('a flow that does what its test expects', () => {
  test.each([
    ['nothing in particular', {}],
    ['its outcome', { outcome: 'succeeded' }],
    ['an effect by its step', { effects: [{ step: 'book' }] }],
    ['action, key and amount by value', { effects: [{ step: 'book', action: 'ledger.book', businessKey: 'INV-1', fields: { key: 'INV-1' } }] }],
    ['a mapping’s whole output', { outputs: { prepare: { value: '{"sum":"19.99","number":"INV-1"}' } } }],
    ['a field of it', { outputs: { prepare: { fields: { sum: '19.99' } } } }],
  ])('has no findings: %s', async (_, wanted) => {
    expect(await findings(aTest(wanted))).toEqual([]);
  });
});

describe('a flow that does something else', () => {
  test.each([
    ['the outcome', { outcome: 'needs-attention' }, [{ kind: 'outcome', step: null, expected: 'needs-attention', actual: 'succeeded' }]],
    ['an effect that is not expected', { effects: [] }, [{ kind: 'effect-unexpected', step: 'book', actual: { action: 'ledger.book', businessKey: 'INV-1' } }]],
    ['an effect that is missing', { effects: [{ step: 'book' }, { step: 'mail' }] }, [{ kind: 'effect-missing', step: 'mail' }]],
    ['the same effect expected twice', { effects: [{ step: 'book' }, { step: 'book' }] }, [{ kind: 'effect-missing', step: 'book' }]],
    ['another business key', { effects: [{ step: 'book', businessKey: 'INV-2' }] }, [{ kind: 'effect-differs', path: 'businessKey', expected: 'INV-2', actual: 'INV-1' }]],
    ['another amount', { effects: [{ step: 'book', amount: '20.00' }] }, [{ kind: 'effect-differs', path: 'amount', expected: '20.00' }]],
    ['another action', { effects: [{ step: 'book', action: 'ledger.mail' }] }, [{ kind: 'effect-differs', path: 'action' }]],
    ['another field of the request', { effects: [{ step: 'book', fields: { amount: '1' } }] }, [{ kind: 'effect-differs', path: 'amount', expected: '1', actual: '19.99' }]],
    ['a field that is not there', { effects: [{ step: 'book', fields: { 'lines[0].sku': 'A' } }] }, [{ kind: 'effect-differs', path: 'lines[0].sku', expected: 'A' }]],
    ['another output', { outputs: { prepare: { value: '{"number":"INV-1","sum":"19.90"}' } } }, [{ kind: 'output-differs', step: 'prepare', path: 'sum', expected: '19.90', actual: '19.99' }]],
    ['another field of an output', { outputs: { prepare: { fields: { number: 7 } } } }, [{ kind: 'output-differs', path: 'number', expected: 7, actual: 'INV-1' }]],
    ['a step that is not in the flow', { outputs: { gone: { fields: {} } } }, [{ kind: 'step-missing', step: 'gone' }]],
  ])('is found by %s', async (_, wanted, expected) => {
    const found = await findings(aTest(wanted));

    expect(found).toMatchObject(expected);
    expect(found).toHaveLength(expected.length);
    expect(found.every(({ message }) => message.endsWith('.'))).toBe(true);
  });

  test('compares amounts by value: what moves the same money is the same', async () => {
    const rehearsal = await new RehearsalBench().rehearse(document);
    const effects = rehearsal.effects.map((effect) => ({ ...effect, amount: '5.00', currency: 'USD' }));

    expect(judgeFlowTest(aTest({ effects: [{ step: 'book', amount: '5', currency: 'USD' }] }), { ...rehearsal, effects })).toEqual([]);
  });
});

describe('a recorded failure', () => {
  test('is what the step is answered, and fails the run', async () => {
    const answers = { book: { failure: { code: 'DECLINED', message: 'No.' } } };

    expect(await findings(aTest({ outcome: 'needs-attention' }, { answers }))).toEqual([]);
    expect(await findings(aTest({}, { answers }))).toMatchObject([{ kind: 'outcome', message: expect.stringContaining('No.') }]);
  });
});

describe('a test of a flow', () => {
  test.each([
    ['an event that is no JSON', { event: '{' }],
    ['an answer that is no JSON', { answers: { book: { output: 'x' } } }],
    ['an answer that is both', { answers: { book: { output: '1', failure: { code: 'A', message: 'B' } } } }],
    ['an amount that is no decimal', { expect: { effects: [{ step: 'book', amount: '1,5' }] } }],
    ['a field nobody knows', { owner: 'x' }],
    ['an event larger than a test may hold', { event: `"${'x'.repeat(256 * 1024)}"` }],
  ])('is not one with %s', (_, wrong) => {
    expect(flowTest.safeParse({ name: 'Test', event: '{}', expect: {}, ...wrong }).success).toBe(false);
  });
});
