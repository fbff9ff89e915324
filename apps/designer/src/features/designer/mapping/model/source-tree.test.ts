import { Decimal } from '@penstock/kernel';
import { bestSource, sourceTree } from './source-tree';

const tree = [
  sourceTree({
    title: 'Payment taken',
    path: ['trigger'],
    schema: undefined,
    sample: { customer: { erp_id: '100198', name: 'Harbor' }, lines: [{ sku: 'PUMP' }], amount: '25.00' },
  }),
];

describe('what Enter takes in a search for data', () => {
  test.each([
    ['a path that is in the list', 'trigger.customer.erp_id', 'trigger.customer.erp_id'],
    ['the first field that is called so', 'amount', 'trigger.amount'],
    ['a field before the object around it', 'erp', 'trigger.customer.erp_id'],
  ])('is %s', (_what, search, path) => {
    expect(bestSource(tree, search, false)?.path).toBe(path);
  });

  test('is a list where only lists can be chosen', () => {
    expect(bestSource(tree, 'lines', true)?.path).toBe('trigger.lines');
  });

  test('is nothing while nothing is searched for', () => {
    expect(bestSource(tree, ' ', false)).toBeNull();
  });
});

test('a number with more digits than a float keeps is a number, not an object', () => {
  const { children } = sourceTree({ title: 'Run', path: ['trigger'], schema: undefined, sample: { total: Decimal.from('100.0000') } });

  expect(children).toMatchObject([{ path: 'trigger.total', kind: 'number', children: [] }]);
});
