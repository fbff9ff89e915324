import { Decimal } from '@penstock/kernel';
import { whySources, whyWords } from './why-words';

const exact = (text: string): never => Decimal.from(text) as never;

test.each([
  [
    { kind: 'greater-than', left: { path: 'trigger.order.amount', seen: { amount: exact('125.00') } }, right: { seen: { value: exact('100.00') } } },
    'Amount 125.00 is more than 100.00',
  ],
  [
    { kind: 'equals', left: { path: 'trigger.currency', seen: { currency: 'EUR' } }, right: { path: 'steps.read.currency', seen: { currency: 'USD' } } },
    'Currency “EUR” is Currency “USD”',
  ],
  [{ kind: 'is-present', left: { path: 'trigger.customer_id', seen: {} } }, 'Customer id (nothing) is there'],
  [{ kind: 'one-of', left: { path: 'trigger.lines[0].sku', seen: { sku: 'A' } }, right: { seen: { value: ['A', 'B'] } } }, 'Sku “A” is one of ["A","B"]'],
  [{ kind: 'any' }, 'One of these'],
])('%j is told as “%s”', (line, words) => {
  expect(whyWords(line)).toBe(words);
});

test('tells where the values came from', () => {
  const seen = {};

  expect(whySources({ left: { path: 'trigger.total', seen }, right: { seen } })).toBe('trigger.total');
});
