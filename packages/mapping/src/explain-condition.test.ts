import { Decimal, type Json } from '@penstock/kernel';
import { evaluateCondition } from './condition';
import type { Condition } from './document';
import { compileExplained } from './explain-condition';

const scope: Readonly<Record<string, Json>> = {
  order: { amount: Decimal.from('125.00'), limit: 100, country: 'US' },
};
const explained = (condition: Condition) => compileExplained(condition).explain(scope);
const over: Condition = { left: 'order.amount', op: 'greater-than', value: 100 };
const foreign: Condition = { left: 'order.country', op: 'not-equals', value: 'US' };

describe('the explanation of a condition', () => {
  test('tells both values of a comparison, digit by digit, and its answer', () => {
    expect(explained(over)).toEqual({
      answer: { ok: true, value: true },
      lines: [
        {
          depth: 0,
          kind: 'greater-than',
          left: { path: 'order.amount', value: Decimal.from('125.00') },
          right: { value: 100 },
          holds: true,
        },
      ],
    });
  });

  test('tells where the other value came from', () => {
    const { lines } = explained({ left: 'order.amount', op: 'at-most', right: 'order.limit' });

    expect(lines).toMatchObject([{ right: { path: 'order.limit', value: 100 }, holds: false }]);
  });

  test('tells of one value only where only one is looked at', () => {
    const [line] = explained({ left: 'order.note', op: 'is-empty' }).lines;

    expect(line).toEqual({ depth: 0, kind: 'is-empty', left: { path: 'order.note', value: undefined }, holds: true });
  });

  test('tells groups before their members, and leaves out what was not looked at', () => {
    const { answer, lines } = explained({ all: [{ not: over }, foreign] });

    expect(answer).toEqual({ ok: true, value: false });
    expect(lines.map(({ depth, kind, holds }) => [depth, kind, holds])).toEqual([
      [0, 'all', false],
      [1, 'not', false],
      [2, 'greater-than', true],
    ]);
  });

  test('shows the values that could not be compared', () => {
    const { answer, lines } = explained({ any: [foreign, { left: 'order.country', op: 'less-than', value: 5 }] });

    expect(answer).toMatchObject({ ok: false, error: { code: 'NOT_COMPARABLE' } });
    expect(lines.map(({ kind, holds }) => [kind, holds])).toEqual([
      ['any', null],
      ['not-equals', false],
      ['less-than', null],
    ]);
  });

  test('of a broken path is the refusal alone', () => {
    expect(explained({ left: 'a..b', op: 'is-present' })).toMatchObject({
      answer: { ok: false, error: { code: 'BAD_PATH' } },
      lines: [],
    });
  });

  test.each<Condition>([over, foreign, { not: foreign }, { any: [foreign, over] }, { all: [over, foreign] }, { all: [] }])(
    'has the answer that the condition has: %j',
    (condition) => {
      expect(explained(condition).answer).toEqual(evaluateCondition(condition, scope));
    },
  );
});
