import { aFlow, connectors } from '../../../../testing/a-flow';
import { findSource, flattened, itemTree, matchingSources } from './source-tree';
import { sourcesOf } from './step-sources';

const question = { flow: aFlow(), connectors, record: null };

describe('the sources of a step', () => {
  test('schema and sample give one tree', () => {
    const { tree } = sourcesOf('charge', question);

    expect(flattened(tree).map(({ path, title, sample }) => [path, title, typeof sample])).toEqual([
      ['trigger', 'Order placed', 'object'],
      ['trigger.order', 'Order', 'object'],
      ['trigger.order.id', 'Order number', 'string'],
      ['trigger.order.total', 'Total', 'string'],
      ['trigger.order.lines', 'Lines', 'object'],
      ['trigger.order.lines[0].sku', 'Sku', 'string'],
      ['trigger.order.lines[0].quantity', 'Quantity', 'number'],
    ]);
  });

  test('a real run replaces the samples', () => {
    const record = { event: { order: { id: 'WEB-77' } }, outputs: {} };

    const { tree, sample } = sourcesOf('charge', { ...question, record });

    expect(findSource(tree, 'trigger.order.id')?.sample).toBe('WEB-77');
    expect(sample).toEqual({ trigger: { order: { id: 'WEB-77' } }, steps: {} });
  });

  test('steps that come later are no source', () => {
    expect(sourcesOf('check', question).tree.map(({ path }) => path)).toEqual(['trigger']);
  });

  test('a search keeps what leads to a match', () => {
    const found = matchingSources(sourcesOf('charge', question).tree, 'total');

    expect(flattened(found).map(({ path }) => path)).toEqual(['trigger', 'trigger.order', 'trigger.order.total']);
  });

  test('items of a list are named by the rule', () => {
    const list = findSource(sourcesOf('charge', question).tree, 'trigger.order.lines');

    const item = list && itemTree(list, 'line');

    expect(item?.children.map(({ path }) => path)).toEqual(['line.sku', 'line.quantity']);
  });
});
