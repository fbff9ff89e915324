import type { CopyRule } from '@penstock/mapping';
import { freshTarget, modeOf, ruleInMode, withData, withoutRule, withRule } from './rule-edits';

const aCopy: CopyRule = {
  kind: 'copy',
  id: 'rule-amount',
  target: 'amount',
  from: { path: 'trigger.total' },
  default: '0.00',
  onError: 'fail',
  origin: 'user',
};

describe('the kind of a rule', () => {
  test('one source without steps is a copy', () => {
    const rule = withData({ ...aCopy, kind: 'pipe', from: [], steps: [] } as never, [{ path: 'trigger.a' }], []);

    expect(rule).toMatchObject({ kind: 'copy', from: { path: 'trigger.a' }, id: 'rule-amount' });
  });

  test('a step makes a pipe and keeps the default', () => {
    const rule = withData(aCopy, [aCopy.from], [{ op: 'trim', args: {} }]);

    expect(rule).toMatchObject({ kind: 'pipe', from: [{ path: 'trigger.total' }], default: '0.00' });
  });

  test('switching to a fixed value keeps id and default', () => {
    expect(ruleInMode('fixed', 'amount', aCopy)).toEqual({
      kind: 'const',
      id: 'rule-amount',
      target: 'amount',
      value: '',
      default: '0.00',
      onError: 'fail',
      origin: 'user',
    });
  });

  test.each([
    [undefined, 'none'],
    [aCopy, 'data'],
    [ruleInMode('fixed', 'x', undefined), 'fixed'],
    [ruleInMode('each', 'lines', undefined), 'each'],
  ] as const)('is read back as a mode', (rule, mode) => {
    expect(modeOf(rule)).toBe(mode);
  });
});

describe('the rules of a mapping', () => {
  test('a rule is replaced in its place', () => {
    const other = { ...aCopy, id: 'rule-other', target: 'other' };

    expect(withRule([aCopy, other], { ...aCopy, target: 'total' }).map(({ target }) => target)).toEqual([
      'total',
      'other',
    ]);
  });

  test('a removed rule is gone', () => {
    expect(withoutRule([aCopy], 'rule-amount')).toEqual([]);
  });

  test('new rows get names that are free', () => {
    expect(
      freshTarget([
        { ...aCopy, target: 'field' },
        { ...aCopy, target: 'field_2' },
      ]),
    ).toBe('field_3');
  });
});
