import { Decimal, type Json } from '@penstock/kernel';
import { compileCondition, conditionPaths, evaluateCondition } from './condition';
import type { Comparison, Condition, ConstantValue } from './document';

const holds = (left: Json, op: Comparison, value?: ConstantValue) =>
  evaluateCondition({ left: 'x', op, ...(value !== undefined && { value }) }, { x: left });

describe('comparisons', () => {
  it.each<[Json, Comparison, ConstantValue, boolean]>([
    [5, 'equals', 5, true],
    [Decimal.from('5.00'), 'equals', 5, true],
    ['5', 'equals', 5, true],
    ['007', 'equals', '7', false],
    ['Visa', 'equals', 'visa', false],
    [null, 'equals', null, true],
    [true, 'equals', 'true', false],
    [[1, 'a'], 'equals', ['1', 'a'], true],
    [{ a: 1 }, 'equals', { a: 1 }, true],
    [{ a: 1 }, 'equals', { b: 1 }, false],
    ['Visa', 'not-equals', 'Amex', true],
    [10, 'greater-than', 9.99, true],
    ['100', 'greater-than', '99', true],
    ['2026-03-09', 'less-than', '2026-10-01', true],
    [Decimal.from('19.90'), 'at-least', 19.9, true],
    [5, 'at-most', 4, false],
    [5, 'less-than', 5, false],
    ['credit card', 'contains', 'card', true],
    [['a', 2], 'contains', 2, true],
    [42, 'contains', '4', false],
    ['PT-1', 'starts-with', 'PT-', true],
    ['US', 'one-of', ['CA', 'US'], true],
    ['US', 'one-of', 'US', false],
  ])('%j %s %j is %s', (...[left, op, value, expected]) => {
    expect(holds(left, op, value)).toEqual({ ok: true, value: expected });
  });

  it.each<[Json, boolean]>([
    [null, true],
    ['', true],
    [[], true],
    [{}, true],
    [0, false],
    [false, false],
    [' ', false],
  ])('treats %j as empty: %s', (value, empty) => {
    expect(holds(value, 'is-empty')).toEqual({ ok: true, value: empty });
    expect(holds(value, 'is-present')).toEqual({ ok: true, value: !empty });
  });

  it.each<Comparison>(['greater-than', 'at-least', 'less-than', 'at-most'])(
    'is false for %s when a side is missing',
    (op) => {
      expect(evaluateCondition({ left: 'nowhere', op, value: 1 }, {})).toEqual({ ok: true, value: false });
    },
  );

  it('refuses to order a word and a number', () => {
    expect(holds('ten', 'greater-than', 5)).toMatchObject({ ok: false, error: { code: 'NOT_COMPARABLE' } });
  });

  it('compares two source values', () => {
    const condition: Condition = { left: 'a.total', op: 'equals', right: 'b.total' };

    expect(evaluateCondition(condition, { a: { total: 10 }, b: { total: Decimal.from('10.0') } })).toEqual({
      ok: true,
      value: true,
    });
  });
});

describe('combinations', () => {
  const yes: Condition = { left: 'x', op: 'equals', value: 1 };
  const no: Condition = { left: 'x', op: 'equals', value: 2 };

  it.each<[string, Condition, boolean]>([
    ['all', { all: [yes, yes] }, true],
    ['all with one false', { all: [yes, no] }, false],
    ['any', { any: [no, yes] }, true],
    ['any with none true', { any: [no, no] }, false],
    ['not', { not: no }, true],
    ['an empty all', { all: [] }, true],
    ['an empty any', { any: [] }, false],
  ])('combines %s', (_, condition, expected) => {
    expect(evaluateCondition(condition, { x: 1 })).toEqual({ ok: true, value: expected });
  });

  it('lists every path it reads', () => {
    expect(conditionPaths({ all: [yes, { not: { left: 'y.z', op: 'equals', right: 'w' } }] })).toEqual([
      'x',
      'y.z',
      'w',
    ]);
  });

  it('refuses each record when its path is broken', () => {
    const compiled = compileCondition({ left: 'a..b', op: 'is-present' });

    expect(compiled.evaluate({})).toMatchObject({ ok: false, error: { code: 'BAD_PATH' } });
  });
});
