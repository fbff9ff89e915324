import type { MappingDocument } from '@penstock/mapping';
import { constRule, copyRule, eachRule, mappingOf, orderSources, salesOrderFields } from '../testing/field-trees';
import { nodeOf } from './field-tree';
import { mapField, type MapQuestion } from './map-field';
import { itemName } from './placed-rules';
import { targetFields } from './target-fields';

const sources = orderSources();

function map(mapping: MappingDocument, source: string, target: string, choice: Partial<MapQuestion> = {}) {
  const targets = targetFields(salesOrderFields(), mapping.rules);
  const nodes = { source: nodeOf(sources, source)!, target: nodeOf(targets, target)! };
  return mapField({ mapping, sources, targets, ...nodes, ...choice });
}
const mapped = (answer: ReturnType<typeof map>): MappingDocument['rules'] => {
  expect(answer.kind).toBe('mapped');
  return answer.kind === 'mapped' ? answer.mapping.rules : [];
};
const lines = eachRule('lines', 'trigger.lines', []);

describe('mapping a source to a target', () => {
  test('copies the value', () => {
    expect(mapped(map(mappingOf(), 'trigger.number', 'poNo'))).toEqual([
      {
        kind: 'copy',
        id: 'rule-poNo',
        target: 'poNo',
        from: { path: 'trigger.number' },
        onError: 'fail',
        origin: 'user',
      },
    ]);
  });

  test('leaves the document it was given as it was', () => {
    const before = mappingOf(lines);

    map(before, 'trigger.lines[].sku', 'lines[].itemId');

    expect(before).toEqual(mappingOf(lines));
  });

  test('list to list makes a loop with a name for its item', () => {
    expect(mapped(map(mappingOf(), 'trigger.lines', 'lines'))).toMatchObject([
      { kind: 'each', target: 'lines', from: { path: 'trigger.lines' }, as: 'line', rules: [] },
    ]);
  });

  test('item field to item field makes the loop around it and says so', () => {
    const answer = map(mappingOf(), 'trigger.lines[].sku', 'lines[].itemId');

    expect(mapped(answer)).toMatchObject([
      { kind: 'each', from: { path: 'trigger.lines' }, rules: [{ target: 'itemId', from: { path: 'line.sku' } }] },
    ]);
    expect(answer).toMatchObject({ told: 'Lines is now filled once for each item of trigger.lines.' });
  });

  test('uses the loop that is there', () => {
    expect(mapped(map(mappingOf(lines), 'trigger.lines[].quantity', 'lines[].quantity'))).toMatchObject([
      { id: 'rule-lines', rules: [{ target: 'quantity', from: { path: 'line.quantity' } }] },
    ]);
  });

  test('repeats a single value in every item', () => {
    expect(mapped(map(mappingOf(lines), 'trigger.number', 'lines[].itemId'))).toMatchObject([
      { rules: [{ target: 'itemId', from: { path: 'trigger.number' } }] },
    ]);
  });

  test('refuses a single value for a list that has no loop', () => {
    expect(map(mappingOf(), 'trigger.number', 'lines[].itemId')).toMatchObject({ kind: 'refused' });
  });

  test('asks which of many values one takes, and never takes the first by itself', () => {
    expect(map(mappingOf(), 'trigger.lines[].sku', 'poNo')).toEqual({ kind: 'ask-list' });
    expect(map(mappingOf(), 'trigger.lines', 'poNo')).toEqual({ kind: 'ask-list' });
  });

  test.each([
    ['first', { op: 'first', args: { field: 'quantity' } }],
    ['sum', { op: 'sum', args: { field: 'quantity' } }],
    ['join', { op: 'join', args: { separator: ', ', field: 'quantity' } }],
  ] as const)('takes the %s when that was chosen', (reduction, step) => {
    expect(mapped(map(mappingOf(), 'trigger.lines[].quantity', 'amount', { reduction }))).toMatchObject([
      { kind: 'pipe', from: [{ path: 'trigger.lines' }], steps: [step] },
    ]);
  });

  test('proposes fields of the same name for two objects', () => {
    expect(map(mappingOf(), 'trigger.customer', 'shipTo')).toEqual({ kind: 'propose' });
  });

  test('asks before it touches a filled target', () => {
    expect(map(mappingOf(copyRule('poNo', 'trigger.total')), 'trigger.number', 'poNo')).toEqual({ kind: 'ask-filled' });
    expect(map(mappingOf(lines), 'trigger.lines', 'lines')).toEqual({ kind: 'ask-filled' });
  });
});

describe('a further source for a filled target', () => {
  const filled = mappingOf(copyRule('customerName', 'trigger.customer.first'));

  test('replaces the first and keeps its id', () => {
    const [rule] = mapped(map(filled, 'trigger.customer.last', 'customerName', { onFilled: 'replace' }));

    expect(rule).toMatchObject({ kind: 'copy', id: 'rule-customerName', from: { path: 'trigger.customer.last' } });
  });

  test('is put together with it', () => {
    expect(mapped(map(filled, 'trigger.customer.last', 'customerName', { onFilled: 'combine' }))).toMatchObject([
      {
        from: [{ path: 'trigger.customer.first' }, { path: 'trigger.customer.last' }],
        steps: [{ op: 'concat', args: { separator: ' ' } }],
      },
    ]);
  });

  test('stands in when the first is empty', () => {
    expect(mapped(map(filled, 'trigger.customer.last', 'customerName', { onFilled: 'else' }))).toMatchObject([
      { steps: [{ op: 'coalesce', args: {} }] },
    ]);
  });

  test('leaves a constant as the last resort', () => {
    const answer = map(mappingOf(constRule('amount', '0.00')), 'trigger.total', 'amount', { onFilled: 'else' });

    expect(mapped(answer)).toMatchObject([{ kind: 'copy', from: { path: 'trigger.total' }, default: '0.00' }]);
  });
});

test.each([
  ['trigger.lines', [], 'line'],
  ['trigger.line_items', [], 'line_item'],
  ['trigger.deliveries', [], 'delivery'],
  ['trigger.lines', ['line'], 'line2'],
  ['trigger.addresses[0].lines', ['line', 'line2'], 'line3'],
  ['steps.trigger', ['trigger'], 'item'],
])('the item of %s beside %j is called %s', (path, taken, name) => {
  expect(itemName(path, taken)).toBe(name);
});
