import type { RehearsedStepView } from '@penstock/contracts';
import type { ActionStep, FlowDocument, FlowStep } from '@penstock/flow-model';
import { parseJson, stringifyJson } from '@penstock/kernel';
import { aReadingFlow, anAction, aTestedStep, aTestResult } from '../../../../testing/a-tested-flow';
import { freshnessOf, reusableSteps, type KnownSamples } from './freshness';
import { settingsPrint } from './step-evidence';
import { answersFor, testRequest } from './test-request';
import { outputsOf } from './step-evidence';
import { testsFrom } from './test-results';

const event = { order: { id: 'WEB-1', total: '19.99' } };
const found = { found: true, id: 'INV-1' };

/** Everything that is known once these steps have been tested. */
function known(flow: FlowDocument, steps: readonly RehearsedStepView[], over: Partial<KnownSamples> = {}): KnownSamples {
  const pinned = over.pinned ?? {};
  const tests = { ...over.tests, ...testsFrom(aTestResult(steps, { effects: [{ key: 'post' } as never] }), { ask: { stepId: 'aside', reach: 'until' }, flow, at: '2026-05-04T10:00:00Z', values: { event, outputs: outputsOf(over.tests ?? {}) }, pinned }) };
  return { tests, pinned, values: { event, outputs: { ...outputsOf(tests), ...outputsOf(pinned) } } };
}

const allTested = [
  aTestedStep('find', { output: found }),
  aTestedStep('check', { kind: 'if', port: 'yes', output: { result: true }, answeredFrom: 'computed' }),
  aTestedStep('post', { output: { id: 'P-1' }, answeredFrom: 'sample' }),
  aTestedStep('aside', { output: { id: 'A-1' } }),
];
const changed = (flow: FlowDocument, step: FlowStep): FlowDocument => ({ ...flow, steps: { ...flow.steps, [step.id]: step } });
const states = (flow: FlowDocument, samples: KnownSamples) => Object.fromEntries(freshnessOf(flow, samples));
const pin = (flow: FlowDocument, id: string, output: object) => ({ [id]: { output: output as never, at: '2026-05-04T10:00:00Z', print: settingsPrint(flow.steps[id] as FlowStep) } });

describe('the test of a step', () => {
  test('holds as long as nothing changed', () => {
    const flow = aReadingFlow();

    expect(states(flow, known(flow, allTested))).toEqual({ find: 'tested', check: 'tested', post: 'tested', aside: 'tested' });
  });

  test('is told from none, and from one that failed', () => {
    const flow = aReadingFlow();

    expect(states(flow, known(flow, [aTestedStep('find', { status: 'failed' })]))).toEqual({ find: 'failed', check: 'untested', post: 'untested', aside: 'untested' });
  });

  test('does not hold when its own settings change; nor do those that read it, and no others', () => {
    const flow = aReadingFlow();
    const samples = known(flow, allTested);
    const edited = changed(flow, anAction('find', { invoice: 'trigger.order.total' }));

    expect(states(edited, samples)).toEqual({ find: 'changed', check: 'upstream-changed', post: 'upstream-changed', aside: 'tested' });
  });

  test('holds through another name, note or place', () => {
    const flow = aReadingFlow();
    const samples = known(flow, allTested);
    const find = flow.steps['find'] as ActionStep;

    expect(states(changed(flow, { ...find, name: 'Look', note: 'Why', position: { x: 9, y: 9 } }), samples)['find']).toBe('tested');
  });

  test('does not hold when what it reads came out otherwise', () => {
    const flow = aReadingFlow();
    const before = known(flow, allTested);
    const after = known(flow, [aTestedStep('find', { output: { found: true, id: 'INV-2' } })], before);

    expect(states(flow, after)).toEqual({ find: 'tested', check: 'tested', post: 'upstream-changed', aside: 'tested' });
  });

  test('does not hold for another event, where it reads what differs', () => {
    const flow = aReadingFlow();
    const samples = known(flow, allTested);
    const other = { ...samples, values: { ...samples.values, event: { order: { id: 'WEB-1', total: '5.00' } } } };

    expect(states(flow, other)).toEqual({ find: 'tested', check: 'tested', post: 'tested', aside: 'upstream-changed' });
  });

  test('holds behind a changed step whose sample is pinned', () => {
    const flow = aReadingFlow();
    const samples = known(flow, allTested, { pinned: pin(flow, 'find', found) });
    const edited = changed(flow, anAction('find', { invoice: 'trigger.order.total' }));

    expect(states(edited, samples)).toEqual({ find: 'changed', check: 'tested', post: 'tested', aside: 'tested' });
  });

  test('of a loop does not hold when a step of its body changes', () => {
    const loop: FlowStep = { kind: 'for-each', id: 'lines', name: 'lines', items: 'trigger.lines', concurrency: 1, onItemError: 'stop', disabled: false, position: { x: 0, y: 0 } };
    const flow = changed(changed(aReadingFlow(), loop), anAction('inside', { key: 'loop.lines.item.sku' }, { parent: 'lines' }));
    const samples = known(flow, [aTestedStep('lines', { kind: 'for-each' })]);
    const edited = changed(flow, anAction('inside', { key: 'loop.lines.item.name' }, { parent: 'lines' }));

    expect([states(flow, samples)['lines'], states(edited, samples)['lines']]).toEqual(['tested', 'changed']);
  });
});

describe('a run to a step', () => {
  const reused = (flow: FlowDocument, samples: KnownSamples): string[] => [...reusableSteps(flow, samples)].sort();

  test('uses every test again that holds', () => {
    const flow = aReadingFlow();

    expect(answersFor(flow, { stepId: 'post', reach: 'until' }, known(flow, allTested))).toEqual({
      find: { outputText: stringifyJson(found), port: 'default', isAssumed: false },
      check: { outputText: '{"result":true}', port: 'yes', isAssumed: false },
    });
  });

  test('makes anew what changed and all that reads it', () => {
    const flow = aReadingFlow();
    const edited = changed(flow, anAction('find', { invoice: 'trigger.order.total' }));

    expect([reused(edited, known(flow, allTested)), answersFor(edited, { stepId: 'post', reach: 'until' }, known(flow, allTested))]).toEqual([['aside'], {}]);
  });

  test('makes anew what was tested before the step that it reads was', () => {
    const flow = aReadingFlow();

    expect(reused(flow, known(flow, allTested.slice(1)))).toEqual(['aside']);
  });

  test('uses a pinned sample, whatever the settings are', () => {
    const flow = aReadingFlow();
    const edited = changed(flow, anAction('find', { invoice: 'trigger.order.total' }));

    expect(answersFor(edited, { stepId: 'post', reach: 'until' }, known(flow, [], { pinned: pin(flow, 'find', found) }))).toEqual({
      find: { outputText: stringifyJson(found), port: 'default', isAssumed: false },
    });
  });

  test('asks again where nobody was really asked', () => {
    const flow = aReadingFlow();

    expect(reused(flow, known(flow, [aTestedStep('find', { output: found, answeredFrom: 'sample' })]))).toEqual([]);
  });

  test('says of an answer that it is a sample', () => {
    const flow = aReadingFlow();

    expect(answersFor(flow, { stepId: 'aside', reach: 'until' }, known(flow, allTested))['post']).toMatchObject({ isAssumed: true });
  });
});

describe('a test of one step', () => {
  test('is given what is known of the steps before it, though their settings changed; conditions and mappings are made anew', () => {
    const flow = aReadingFlow();
    const edited = changed(flow, anAction('find', { invoice: 'trigger.order.total' }));

    expect(Object.keys(answersFor(edited, { stepId: 'post', reach: 'only' }, known(flow, allTested)))).toEqual(['find']);
  });

  test('is given what a past run recorded where nothing was tested', () => {
    const flow = aReadingFlow();
    const samples: KnownSamples = { tests: {}, pinned: {}, values: { event, outputs: { find: found } } };

    expect(answersFor(flow, { stepId: 'post', reach: 'only' }, samples)).toEqual({ find: { outputText: stringifyJson(found), port: 'default', isAssumed: false } });
  });

  test('sends every digit of what is known and of what is pinned', () => {
    const flow = aReadingFlow();
    const text = '{"found":true,"id":12345678901234567890.10,"total":100.0000}';
    const value = parseJson(text);
    const pinned = pin(flow, 'post', value as object);

    const body = testRequest({ stepId: 'post', reach: 'only' }, { flow, known: { tests: {}, pinned, values: { event, outputs: { find: value } } }, runId: null, event: { payloadText: '{}' } });

    expect(JSON.parse(JSON.stringify(body))).toMatchObject({ answers: { find: { outputText: text } }, samplesText: { post: text } });
  });
});
