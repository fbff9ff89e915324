import { aFlow, aLoopFlow, connectors } from '../../../../testing/a-flow';
import { findSource, flattened, itemTree, matchingSources, typedSource } from './source-tree';
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
      ['run', 'This run', 'undefined'],
      ['run.id', 'Run id', 'undefined'],
      ['run.callbacks', 'Callbacks', 'undefined'],
      ['run.variables', 'Variables of the environment', 'undefined'],
    ]);
  });

  test('a real run replaces the samples', () => {
    const record = { event: { order: { id: 'WEB-77' } }, outputs: {} };

    const { tree, sample } = sourcesOf('charge', { ...question, record });

    expect(findSource(tree, 'trigger.order.id')?.sample).toBe('WEB-77');
    expect(sample).toMatchObject({ trigger: { order: { id: 'WEB-77' } }, steps: {} });
  });

  test('steps that come later are no source', () => {
    expect(sourcesOf('check', question).tree.map(({ path }) => path)).toEqual(['trigger', 'run']);
  });

  test('a search keeps what leads to a match', () => {
    const found = matchingSources(sourcesOf('charge', question).tree, 'total');

    expect(flattened(found).map(({ path }) => path)).toEqual(['trigger', 'trigger.order', 'trigger.order.total']);
  });

  test.each([
    ['trigger.customer.name', true],
    ['trigger.order.id', false],
    ['steps.charge.id', false],
    ['trigger.', false],
    ['customer', false],
  ])('%s can be typed: %s', (text, can) => {
    const { tree, sample } = sourcesOf('charge', question);

    expect(typedSource(tree, sample, text)?.path).toBe(can ? text : undefined);
  });

  test('items of a list are named by the rule', () => {
    const list = findSource(sourcesOf('charge', question).tree, 'trigger.order.lines');

    const item = list && itemTree(list, 'line');

    expect(item?.children.map(({ path }) => path)).toEqual(['line.sku', 'line.quantity']);
  });
});

describe('the sources inside a loop', () => {
  const looped = { ...question, flow: aLoopFlow() };
  const roots = (stepId: string) => sourcesOf(stepId, looped).tree.map(({ path }) => path);

  test('begin with the item, its number and how many there are', () => {
    const { tree, sample } = sourcesOf('ship', looped);

    expect(findSource(tree, 'loop.each-line')?.title).toBe('In each item of Each line');
    expect(findSource(tree, 'loop.each-line.item.sku')?.sample).toBe('PUMP');
    expect(findSource(tree, 'loop.each-line.index')?.title).toBe('Number of the item, from 0');
    expect(sample['loop']).toEqual({ 'each-line': { item: { sku: 'PUMP', quantity: 2 }, index: 0, count: 1 } });
  });

  test('are the event and what ran before the loop, not the loop’s own results', () => {
    expect(roots('ship')).toEqual(['loop.each-line', 'trigger', 'run']);
  });

  test('are gone behind it, where the list of results stands', () => {
    expect(roots('after')).toEqual(['trigger', 'steps.each-line', 'run']);
    expect(findSource(sourcesOf('after', looped).tree, 'steps.each-line.results')?.kind).toBe('list');
    expect(
      findSource(sourcesOf('after', looped).tree, 'steps.each-line.results[0].output.transaction_id'),
    ).toBeDefined();
  });
});

describe('a step that may have been passed by', () => {
  test('is no source', () => {
    const flow = aFlow();
    const joined = {
      ...flow,
      steps: {
        ...flow.steps,
        after: {
          id: 'after',
          name: 'After',
          kind: 'map',
          disabled: false,
          position: { x: 0, y: 0 },
          mapping: { v: 1, rules: [], tables: {} },
        },
      },
      edges: [
        ...flow.edges,
        { id: 'edge-3', from: 'charge', port: 'default', to: 'after' },
        { id: 'edge-4', from: 'check', port: 'no', to: 'after' },
      ],
    } as typeof flow;

    expect(sourcesOf('after', { ...question, flow: joined }).tree.map(({ path }) => path)).toEqual(['trigger', 'run']);
  });
});
