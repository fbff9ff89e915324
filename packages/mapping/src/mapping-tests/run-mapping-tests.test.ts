import { parseJson } from '@penstock/kernel';
import { emptyMapping, type MappingDocument, type MappingRule } from '../document';
import { checkMapping } from '../check';
import { acceptDifference, expectationOf } from './accept-outcome';
import type { MappingTest } from './mapping-test';
import { runMappingTests, type MappingTestResult } from './run-mapping-tests';

const shared = { onError: 'fail', origin: 'user' } as const;
const copy = (target: string, path: string): MappingRule => ({
  ...shared,
  kind: 'copy',
  id: target,
  target,
  from: { path },
});
const priced: MappingRule = {
  ...shared,
  kind: 'pipe',
  id: 'amount',
  target: 'amount',
  from: [{ path: 'trigger.total' }],
  steps: [{ op: 'toDecimal', args: {} }],
};
const today: MappingRule = { ...shared, kind: 'formula', id: 'day', target: 'day', formula: 'string(today("UTC"))' };
const order: MappingTest = {
  name: 'An order',
  sample: '{"trigger":{"total":"19.90","id":"A-1","lines":[{"sku":"P"}]}}',
  at: '2026-03-01T12:00:00Z',
  expect: { output: '{"amount":19.90}' },
};
const withTest = (test: Partial<MappingTest>, ...rules: readonly MappingRule[]): MappingDocument => ({
  ...emptyMapping,
  rules: [...rules],
  tests: { order: { ...order, ...test } },
});
const only = (document: MappingDocument): MappingTestResult => {
  const [result] = runMappingTests(document);
  if (!result) throw new RangeError('no result');
  return result;
};

describe('the tests of a mapping', () => {
  test('pass when it makes what they expect', () => {
    expect(only(withTest({}, priced))).toMatchObject({ id: 'order', name: 'An order', passed: true, differences: [] });
  });

  test('run by id, each on its own record', () => {
    const document = withTest({}, priced);
    const second = { ...order, name: 'Free', sample: '{"trigger":{"total":"0"}}' };

    const results = runMappingTests({ ...document, tests: { zero: second, ...document.tests } });

    expect(results.map(({ id, passed }) => [id, passed])).toEqual([
      ['order', true],
      ['zero', false],
    ]);
  });

  test.each([
    ['fewer digits of an amount', '{"amount":19.9}', 'amount', '19.9', '19.90'],
    ['another amount', '{"amount":19.91}', 'amount', '19.91', '19.90'],
    ['a text for a number', '{"amount":"19.90"}', 'amount', '"19.90"', '19.90'],
  ])('fail on %s', (_, output, path, before, after) => {
    const { passed, differences } = only(withTest({ expect: { output } }, priced));

    expect(passed).toBe(false);
    expect(differences).toEqual([{ path, before: parseJson(before), after: parseJson(after) }]);
  });

  test('name every field that came, went or changed', () => {
    const { differences } = only(
      withTest(
        { expect: { output: '{"old":1,"number":"A-2"}' } },
        copy('number', 'trigger.id'),
        copy('new', 'trigger.id'),
      ),
    );

    expect(differences).toEqual([
      { path: 'old', before: 1, after: undefined },
      { path: 'number', before: 'A-2', after: 'A-1' },
      { path: 'new', before: undefined, after: 'A-1' },
    ]);
  });

  test('fail when one value cannot be made, as a run would stop', () => {
    const { passed, outcome } = only(withTest({ sample: '{"trigger":{"total":"a lot"}}' }, priced));

    expect(passed).toBe(false);
    expect(outcome).toMatchObject({ kind: 'refused', errors: [{ path: 'amount', code: expect.any(String) }] });
  });

  test('can expect that a record is refused, and fail when it no longer is', () => {
    const outcome = only(withTest({ sample: '{"trigger":{"total":"a lot"}}' }, priced)).outcome;
    const refusing = withTest({ sample: '{"trigger":{"total":"a lot"}}', expect: expectationOf(outcome)! }, priced);

    expect(only(refusing).passed).toBe(true);
    expect(only({ ...refusing, rules: [copy('amount', 'trigger.total')] }).passed).toBe(false);
  });

  test('see the clock they were recorded with', () => {
    expect(only(withTest({ expect: { output: '{"day":"2026-03-01"}' } }, today)).passed).toBe(true);
  });

  test.each([
    ['a mapping that cannot be compiled', withTest({}, { ...today, formula: 'total(' } as MappingRule)],
    ['a sample that is no object', withTest({ sample: '[1]' }, priced)],
  ])('say so of %s', (_, document) => {
    expect(only(document)).toMatchObject({
      passed: false,
      outcome: { kind: 'not-runnable', message: expect.stringMatching(/\.$/) },
    });
  });

  test.each([
    ['a sample that is no JSON', { sample: '{' }],
    ['an expectation that is no JSON', { expect: { output: 'x' } }],
    ['no expectation at all', { expect: {} as MappingTest['expect'] }],
  ])('are refused with %s', (_, wrong) => {
    expect(checkMapping(withTest(wrong, priced)).map(({ code }) => code)).toContain('BAD_DOCUMENT');
  });
});

describe('accepting what a mapping makes now', () => {
  const changed = withTest(
    { expect: { output: '{"old":1,"number":"A-2"}' } },
    copy('number', 'trigger.id'),
    copy('lines', 'trigger.lines'),
  );
  const accepted = (document: MappingDocument, at: number): MappingDocument => {
    const difference = only(document).differences[at];
    if (!difference) throw new RangeError('no difference');
    return { ...document, tests: { order: acceptDifference(document.tests!['order']!, difference) } };
  };

  test('takes one field and leaves the others as they are expected', () => {
    const next = accepted(changed, 1);

    expect(only(next).differences.map(({ path }) => path)).toEqual(['old', 'lines']);
    expect(next.tests!['order']!.expect).toEqual({ output: '{\n  "old": 1,\n  "number": "A-1"\n}' });
  });

  test('of one field after the other ends with a test that passes', () => {
    expect(only([0, 0, 0].reduce(accepted, changed)).passed).toBe(true);
  });

  test('takes items off the end of a list and puts them on', () => {
    const lines = (output: string) => withTest({ expect: { output } }, copy('lines', 'trigger.lines'));

    expect(only(accepted(lines('{"lines":[{"sku":"P"},{"sku":"Q"}]}'), 0)).passed).toBe(true);
    expect(only(accepted(lines('{"lines":[]}'), 0)).passed).toBe(true);
  });

  test('never reaches what a name of the sample could mean to the platform', () => {
    const test = acceptDifference(order, { path: '["__proto__"].polluted', after: true });

    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(test.expect).toMatchObject({ output: expect.stringContaining('19.90') });
  });

  test('takes the whole output, or that there is none', () => {
    const { outcome } = only(changed);
    expect(only({ ...changed, tests: { order: { ...order, expect: expectationOf(outcome)! } } }).passed).toBe(true);
    expect(expectationOf({ kind: 'not-runnable', message: 'x' })).toBeUndefined();
  });
});
