import type { MappingDocument, MappingRule } from '@penstock/mapping';
import { constantFrom, conditionOf, groupOf } from './condition-edits';
import { liveValues } from './live-values';
import { shownValue, valueAt } from './sample-values';

const shared = { onError: 'fail', origin: 'user' } as const;
const copy = (target: string, path: string): MappingRule => ({
  kind: 'copy',
  id: target,
  target,
  from: { path },
  ...shared,
});
const mapping = (...rules: MappingRule[]): MappingDocument => ({ v: 1, rules, tables: {} });
const sample = { trigger: { order: { id: 'WEB-1', lines: [{ sku: 'PUMP' }] } }, steps: {} };

describe('live values', () => {
  test('rules fill their targets from the sample', () => {
    const { output } = liveValues(
      mapping(copy('ref', 'trigger.order.id'), copy('address.id', 'trigger.order.id')),
      sample,
      0,
    );

    expect(output).toEqual({ ref: 'WEB-1', address: { id: 'WEB-1' } });
  });

  test('a broken rule does not hide the others', () => {
    const broken: MappingRule = {
      kind: 'pipe',
      id: 'bad',
      target: 'bad',
      from: [{ path: 'trigger.order.id' }],
      steps: [{ op: 'nonsense', args: {} }],
      ...shared,
    };

    const { output, errors } = liveValues(mapping(broken, copy('ref', 'trigger.order.id')), sample, 0);

    expect(output).toEqual({ ref: 'WEB-1' });
    expect(errors.get('bad')).toContain('nonsense');
  });

  test('a value is found by its path', () => {
    expect(valueAt({ lines: [{ sku: 'PUMP' }] }, 'lines[0].sku')).toBe('PUMP');
    expect(valueAt({ lines: [] }, 'lines[0].sku')).toBeUndefined();
  });

  test.each([
    ['PUMP', 'PUMP'],
    [null, 'null'],
    [[1, 2], '[2]'],
    [{ a: 1 }, '{…}'],
    [undefined, ''],
    [false, 'false'],
  ])('%j fits into a cell', (value, cell) => {
    expect(shownValue(value)).toBe(cell);
  });
});

describe('conditions in the builder', () => {
  test('a single comparison is a group of one and back', () => {
    const single = { left: 'trigger.total', op: 'greater-than', value: 0 } as const;

    expect(conditionOf(groupOf(single))).toEqual(single);
  });

  test('none of these is a negated any', () => {
    const none = { not: { any: [{ left: 'trigger.total', op: 'is-empty' as const }] } };

    expect(groupOf(none).kind).toBe('none');
    expect(conditionOf(groupOf(none))).toEqual(none);
  });

  test.each([
    ['12', 'equals', 12],
    ['007', 'equals', '007'],
    ['1.10', 'equals', '1.10'],
    ['true', 'equals', true],
    ['USD, EUR', 'one-of', ['USD', 'EUR']],
  ] as const)('%s typed for %s is kept exactly', (text, op, constant) => {
    expect(constantFrom(text, op)).toEqual(constant);
  });
});
