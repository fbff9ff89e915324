import { aCase } from '../testing/attention-records';
import { attentionItems } from './attention-items';
import { matchesSearch } from './matches-search';

test.each([
  ['18240.10', true],
  ['18,240.10', true],
  [' usd 18,240', true],
  ['web-1001', true],
  ['18.240', false],
])('an item of USD 18,240.10 is found by %j: %s', (search, isFound) => {
  const found = attentionItems([], [aCase({ amount: '18240.10' })]).map((item) => matchesSearch(item, search));

  expect(found).toEqual([isFound]);
});
