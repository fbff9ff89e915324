import { orderSources, salesOrderFields, copyRule, eachRule } from '../testing/field-trees';
import { searchFields, searchIndex, searchWords, highlighted } from './search-fields';
import { targetFields } from './target-fields';
import { treeMove, typedAhead, type TreePlace } from './tree-moves';
import { anchorOf, visibleRows } from './visible-rows';

const sources = orderSources();
const keys = (tree: ReturnType<typeof orderSources>, positions: readonly number[]) =>
  positions.map((at) => tree.nodes[at]?.key);

describe('the source tree', () => {
  test('names fields of list items once for all items', () => {
    expect(sources.nodes.map(({ key }) => key)).toEqual([
      'trigger',
      'trigger.number',
      'trigger.total',
      'trigger.customer',
      'trigger.customer.first',
      'trigger.customer.last',
      'trigger.lines',
      'trigger.lines[].sku',
      'trigger.lines[].quantity',
    ]);
    expect(sources.nodes.at(-2)).toMatchObject({ path: 'trigger.lines[0].sku', depth: 2, sample: 'PUMP' });
  });
});

describe('the target tree', () => {
  test('follows the schema; targets it does not know come last, also those in lists', () => {
    const rules = [
      copyRule('gone', 'trigger.total'),
      eachRule('lines', 'trigger.lines', [copyRule('itemId', 'line.sku'), copyRule('colour', 'line.colour')]),
    ];

    const tree = targetFields(salesOrderFields(), rules);

    expect(tree.nodes.map(({ key }) => key)).toEqual([
      'poNo',
      'customerName',
      'amount',
      'shipTo',
      'shipTo.name',
      'shipTo.city',
      'lines',
      'lines[].itemId',
      'lines[].quantity',
      'gone',
      'lines[].colour',
    ]);
    expect(tree.nodes.filter(({ isUnknown }) => isUnknown).map(({ key }) => key)).toEqual(['gone', 'lines[].colour']);
  });
});

describe('rows', () => {
  test('of a closed parent are left out, and lines to them end at the parent', () => {
    const rows = visibleRows(sources, { collapsed: new Set(['trigger.customer']) });

    expect(keys(sources, rows.positions)).not.toContain('trigger.customer.first');
    expect(anchorOf(sources, rows, 4)).toEqual({ row: 3, isStacked: true });
    expect(anchorOf(sources, rows, 7)).toEqual({ row: 5, isStacked: false });
  });

  test('that a search finds keep their parents, even closed ones', () => {
    const { kept, count } = searchFields(sources, { words: searchWords('LAST'), index: searchIndex(sources) });
    const rows = visibleRows(sources, { collapsed: new Set(['trigger']), kept });

    expect(count).toBe(1);
    expect(keys(sources, rows.positions)).toEqual(['trigger', 'trigger.customer', 'trigger.customer.last']);
  });

  test('hold every word that is searched, and what the filter wants', () => {
    const question = { words: searchWords('trigger lines'), index: searchIndex(sources) };

    expect(searchFields(sources, question).count).toBe(3);
    expect(searchFields(sources, { ...question, wanted: ({ name }) => name === 'sku' }).count).toBe(1);
  });

  test('show where a word was found', () => {
    expect(highlighted('shipToCity', ['city'])).toEqual([
      { text: 'shipTo', isMatch: false },
      { text: 'City', isMatch: true },
    ]);
  });
});

describe('the keys of a tree', () => {
  const rows = visibleRows(sources, { collapsed: new Set() });
  const place = (at: number, change: Partial<TreePlace> = {}): TreePlace => ({
    tree: sources,
    rows,
    collapsed: new Set(),
    at,
    page: 3,
    ...change,
  });

  test.each([
    ['ArrowDown', 0, { kind: 'go', at: 1 }],
    ['ArrowUp', 0, { kind: 'go', at: 0 }],
    ['PageDown', 7, { kind: 'go', at: 8 }],
    ['Home', 5, { kind: 'go', at: 0 }],
    ['End', 0, { kind: 'go', at: 8 }],
    ['ArrowRight', 3, { kind: 'go', at: 4 }],
    ['ArrowLeft', 3, { kind: 'toggle', keys: ['trigger.customer'] }],
    ['ArrowLeft', 4, { kind: 'go', at: 3 }],
    ['ArrowDown', -1, { kind: 'go', at: 0 }],
    ['ArrowRight', 1, undefined],
    ['x', 1, undefined],
  ])('%s at %i', (key, at, expected) => {
    expect(treeMove(key, place(at))).toEqual(expected);
  });

  test('open a closed parent, and with * all beside it', () => {
    const collapsed = new Set(['trigger.customer', 'trigger.lines']);
    const closed = { collapsed, rows: visibleRows(sources, { collapsed }) };

    expect(treeMove('ArrowRight', place(3, closed))).toEqual({ kind: 'toggle', keys: ['trigger.customer'] });
    expect(treeMove('*', place(1, closed))).toEqual({ kind: 'toggle', keys: ['trigger.customer', 'trigger.lines'] });
  });

  test('letters go to the next name that begins with them, around the end', () => {
    expect(typedAhead('l', place(5))).toBe(6);
    expect(typedAhead('l', place(6))).toBe(5);
    expect(typedAhead('li', place(6))).toBe(6);
    expect(typedAhead('z', place(0))).toBeUndefined();
  });
});
