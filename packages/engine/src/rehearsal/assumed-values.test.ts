import type { FlowStep } from '@penstock/flow-model';
import type { MappingRule } from '@penstock/mapping';
import { aFlow, anAction, copy, flowOf, place } from '../testing/engine-bench';
import { AssumedValues } from './assumed-values';

const aMap = (id: string, rules: MappingRule[], parent?: string): FlowStep => ({
  kind: 'map',
  id,
  name: id,
  mapping: { v: 1, rules, tables: {} },
  ...place,
  ...(parent !== undefined && { parent }),
});
const lines = (items: string): FlowStep => ({
  kind: 'for-each',
  id: 'lines',
  name: 'lines',
  items,
  concurrency: 1,
  onItemError: 'stop',
  ...place,
});

describe('an assumed value', () => {
  test('is what reads the output of a stand-in', () => {
    const values = new AssumedValues(
      aFlow(anAction('book'), aMap('next', [copy('a', 'steps.book.id'), copy('b', 'trigger.id')])),
    );

    values.standIn('book');

    expect(values.restsOn('next')).toEqual([{ field: 'a', source: 'steps.book.id' }]);
  });

  test('is none of the members that repeat the request', () => {
    const values = new AssumedValues(
      aFlow(anAction('book'), aMap('next', [copy('a', 'steps.book.amount'), copy('all', 'steps.book')])),
    );

    values.standIn('book', new Set(['amount']));

    expect(values.restsOn('next')).toEqual([{ field: 'all', source: 'steps.book' }]);
  });

  test('goes through what is computed, field by field and below', () => {
    const first = aMap('first', [copy('order.no', 'steps.book.id'), copy('order.total', 'trigger.total')]);
    const second = aMap('second', [
      copy('a', 'steps.first.order.no'),
      copy('b', 'steps.first.order.total'),
      copy('c', 'steps.first.order'),
    ]);
    const values = new AssumedValues(aFlow(anAction('book'), first, second));

    values.standIn('book');
    values.computed('first');

    expect(values.restsOn('second').map(({ field }) => field)).toEqual(['a', 'c']);
  });

  test('is found in the items of an each rule and in the condition of a rule', () => {
    const each: MappingRule = {
      kind: 'each',
      id: 'e',
      target: 'lines',
      from: { path: 'steps.book.lines' },
      as: 'line',
      rules: [copy('sku', 'line.sku'), copy('no', 'trigger.no')],
    };
    const when: MappingRule = {
      ...copy('note', 'trigger.note'),
      when: { left: 'steps.book.id', op: 'is-present' },
    } as MappingRule;
    const values = new AssumedValues(aFlow(anAction('book'), aMap('next', [each, when])));

    values.standIn('book');

    expect(values.restsOn('next')).toEqual([
      { field: 'lines', source: 'steps.book.lines' },
      { field: 'lines.sku', source: 'steps.book.lines.sku' },
      { field: 'note', source: 'steps.book.id' },
    ]);
  });

  test.each([
    ['steps.book.lines', [{ field: 'a', source: 'loop.lines.item.sku' }]],
    ['trigger.lines', []],
  ])('is every item of a loop over %s', (items, expected) => {
    const inner = aMap('inner', [copy('a', 'loop.lines.item.sku'), copy('n', 'loop.lines.index')], 'lines');
    const values = new AssumedValues(
      flowOf(
        [anAction('book'), lines(items), inner],
        [
          ['trigger', 'book'],
          ['book', 'lines'],
          ['lines', 'inner', 'each'],
        ],
      ),
    );

    values.standIn('book');

    expect(values.restsOn('lines[3]/inner')).toEqual(expected);
  });

  test('stays within its own item, and is in the output of the loop', () => {
    const inner = anAction('book', 'book', { parent: 'lines' });
    const reads = aMap('reads', [copy('a', 'steps.book.id')], 'lines');
    const behind = aMap('behind', [copy('n', 'steps.lines.total')]);
    const values = new AssumedValues(
      flowOf(
        [lines('trigger.lines'), inner, reads, behind],
        [
          ['trigger', 'lines'],
          ['lines', 'book', 'each'],
          ['book', 'reads'],
          ['lines', 'behind'],
        ],
      ),
    );

    values.standIn('lines[0]/book');
    values.computed('lines');

    expect(['lines[0]/reads', 'lines[1]/reads', 'behind'].map((key) => values.restsOn(key).length)).toEqual([1, 0, 1]);
  });

  test('is what undoes a stand-in', () => {
    const values = new AssumedValues(aFlow(anAction('book')));

    values.standIn('book');

    expect([values.restsOn('book~undo'), values.restsOn('book')]).toEqual([
      [{ field: null, source: 'steps.book' }],
      [],
    ]);
  });
});
