import { parseJson, stringifyJson } from '@penstock/kernel';
import { aReadingFlow, aTestedStep, aTestResult } from '../../../../testing/a-tested-flow';
import { createSampleStore, type LastTest } from './sample-store';
import { testsFrom, whyNotReached } from './test-results';
import { toldWords, verdictWords } from './test-words';

const on = () => ({ ask: { stepId: 'post', reach: 'until' as const }, flow: aReadingFlow(), at: '2026-05-04T10:00:00Z', values: { event: {}, outputs: {} }, pinned: {} });
const effect = { key: 'post', stepId: 'post', kind: 'money' as const, amount: '19.90', currency: 'USD', businessKey: 'INV-1', standing: 'new' as const } as never;
const last: LastTest = { stepId: 'post', reach: 'only', at: 'now', reused: {}, executed: ['post'], notReached: null, error: null };

describe('what a test found', () => {
  test('are the steps that were run, not those that were used again or not reached', () => {
    const result = aTestResult([aTestedStep('find', { answeredFrom: 'given' }), aTestedStep('post'), aTestedStep('aside', { status: 'skipped' })]);

    expect(Object.keys(testsFrom(result, on()))).toEqual(['post']);
  });

  test('is of a test of one step that step: the others only stood in', () => {
    const result = aTestResult([aTestedStep('find', { answeredFrom: 'sample' }), aTestedStep('post')]);

    expect(Object.keys(testsFrom(result, { ...on(), ask: { stepId: 'post', reach: 'only' } }))).toEqual(['post']);
  });

  test('is of a step in a loop what its first item gave', () => {
    const result = aTestResult([aTestedStep('post', { key: 'lines[0]/post', output: 1 }), aTestedStep('post', { key: 'lines[1]/post', output: 2 })]);

    expect(testsFrom(result, on())['post']?.output).toBe(1);
  });

  test('names what would have been sent, and the untested steps it rests on', () => {
    const restsOn = [{ field: 'reference', source: 'steps.find.id' }, { field: 'amount', source: 'steps["find"].amount' }];
    const result = aTestResult([aTestedStep('post', { answeredFrom: 'sample', restsOn })], { effects: [effect] });

    expect(testsFrom(result, on())['post']).toMatchObject({ effect, restsOn: ['find'] });
  });

  test('is kept beside what was found before', () => {
    const store = createSampleStore('flow', { pins: localStorage, tests: sessionStorage });
    store.getState().enter('sandbox');
    store.getState().begin({ stepId: 'find', reach: 'only' });
    store.getState().end(last, { environment: 'sandbox', tests: testsFrom(aTestResult([aTestedStep('find')]), on()), on: null });
    store.getState().end(last, { environment: 'sandbox', tests: testsFrom(aTestResult([aTestedStep('post')]), on()), on: { eventId: 'e', runId: null } });

    expect([Object.keys(store.getState().tests), store.getState().testedOn?.eventId, store.getState().running]).toEqual([['find', 'post'], 'e', null]);
  });
});

describe('results of tests', () => {
  const opened = () => createSampleStore('flow', { pins: localStorage, tests: sessionStorage });
  const tested = () => {
    const store = opened();
    store.getState().enter('sandbox');
    store.getState().end(last, { environment: 'sandbox', tests: testsFrom(aTestResult([aTestedStep('post')]), on()), on: { eventId: 'e', runId: 'r' } });
    return store;
  };
  beforeEach(() => sessionStorage.clear());

  test('stay over a reload, with what they were made with', () => {
    const { tests } = tested().getState();

    expect([opened().getState().tests, opened().getState().testedOn]).toEqual([tests, { eventId: 'e', runId: 'r' }]);
  });

  test('stay with every digit', () => {
    const text = '{"id":12345678901234567890.10,"total":100.0000}';
    const store = opened();
    store.getState().enter('sandbox');
    store.getState().end(last, { environment: 'sandbox', tests: testsFrom(aTestResult([aTestedStep('post', { output: parseJson(text) as never })]), on()), on: null });

    const { output } = opened().getState().tests['post'] ?? {};

    expect(stringifyJson(output ?? null)).toBe(text);
  });

  test('say nothing of another environment', () => {
    tested();
    const store = opened();
    store.getState().enter('production');

    expect([store.getState().tests, store.getState().testedOn, opened().getState().tests]).toEqual([{}, null, {}]);
  });

  test('are none when what was kept is spoilt', () => {
    sessionStorage.setItem('penstock.tests.flow', '{"tests":{"post":1}}');

    expect(opened().getState().tests).toEqual({});
  });
});

describe('a step that was not reached', () => {
  const skipped = aTestedStep('post', { status: 'skipped', port: null });

  test('says which condition turned the flow away', () => {
    const result = aTestResult([aTestedStep('check', { kind: 'if', port: 'no' }), skipped]);

    expect(whyNotReached(result, 'post', aReadingFlow())).toContain('“Found?” went on by “no”');
  });

  test('says what went wrong before it', () => {
    const problem = { key: 'find', stepId: 'find', field: null, code: 'X', message: 'The ERP is away.', remedy: 'Wait.', isCaught: false };

    expect(whyNotReached(aTestResult([skipped], { problems: [problem] }), 'post', aReadingFlow())).toBe('The ERP is away. Wait.');
  });

  test('is none when it was', () => {
    expect(whyNotReached(aTestResult([aTestedStep('post')]), 'post', aReadingFlow())).toBeNull();
  });
});

describe('the words of a test', () => {
  const tested = (over: object) => testsFrom(aTestResult([aTestedStep('post', over)], { effects: 'answeredFrom' in over ? [effect] : [] }), on())['post'];

  test('say of a write that it was not sent, with the money', () => {
    const test1 = tested({ answeredFrom: 'sample' });

    expect(toldWords('Post', last, test1)).toEqual({ words: '“Post” was tested and not sent. A real run would send USD 19.90.', isGood: true });
    expect(verdictWords('tested', test1, 'Prophet 21')).toContain('not sent');
  });

  test('say who answered a read', () => {
    expect(verdictWords('tested', tested({}), 'Prophet 21')).toContain('answered by Prophet 21');
  });

  test('say why it failed', () => {
    const failed = tested({ status: 'failed', failure: { class: 'business', code: 'X', message: 'No such invoice.', remedy: 'Check the number.' } });

    expect(toldWords('Post', last, failed)).toEqual({ words: '“Post” failed in its test. No such invoice. Check the number.', isGood: false });
  });
});
