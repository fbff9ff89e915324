import { parseJson, stringifyJson, type Json } from '@penstock/kernel';
import { withExactNumbers } from './exact-numbers';

test.each([
  '{"request":{"amount":98.50,"lines":[{"price":12345678901234567.10},{}]},"probes":3}',
  '[1,2.5,null,"1.10",{"a":[0.10]}]',
])('%s keeps every digit', (text) => {
  expect(stringifyJson(withExactNumbers(JSON.parse(text), parseJson(text)) as Json)).toBe(text);
});

test('what the reader dropped stays dropped', () => {
  expect(withExactNumbers({ kept: 1 }, { kept: 1, unknown: 2 })).toEqual({ kept: 1 });
});
