import { renderUi } from '../../../testing/render-ui';
import '@testing-library/jest-dom';
import type { RunComparison } from '@penstock/contracts';
import { Decimal } from '@penstock/kernel';
import { screen, within } from '@testing-library/react';
import { ComparisonView } from './comparison-view';

const side = (money: RunComparison['before']['money']): RunComparison['before'] => ({
  id: '0193a000-0000-7000-8000-000000000001',
  flowId: '0193a000-0000-7000-8000-000000000002',
  flowName: 'Card payments',
  versionNumber: 1,
  environment: 'sandbox',
  status: 'succeeded',
  createdAt: '2026-11-23T09:30:00.000Z',
  money,
});
const alike: RunComparison = { before: side([]), after: side([]), payload: [], steps: [], effects: [] };
const cellsOf = (table: string): string[][] =>
  within(screen.getByRole('table', { name: table }))
    .getAllByRole('row')
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent ?? ''),
    );

test('says so when nothing differs', () => {
  renderUi(<ComparisonView comparison={alike} />);

  expect(screen.getByText('Nothing differs.')).toBeInTheDocument();
});

test('shows steps by their end and their fields', () => {
  const step = {
    key: 'pay',
    name: 'Pay',
    statusBefore: 'succeeded',
    statusAfter: 'failed',
    portBefore: 'default',
    portAfter: null,
    input: [{ path: 'amount', before: '10.00', after: '12.50' }],
    output: [],
  };
  renderUi(<ComparisonView comparison={{ ...alike, steps: [step] }} />);

  expect(cellsOf('Steps')).toEqual([
    ['Pay', 'succeeded', 'failed'],
    ['Pay · amount', '10.00', '12.50'],
  ]);
});

test('shows exact amounts with every digit', () => {
  const field = {
    path: 'total',
    before: Decimal.from('98.50') as never,
    after: Decimal.from('12345678901234567.10') as never,
  };
  renderUi(<ComparisonView comparison={{ ...alike, payload: [field] }} />);

  expect(cellsOf('What came in')).toEqual([['total', '98.50', '12345678901234567.10']]);
});

test('shows effects and sums with their amounts', () => {
  const effect = {
    change: 'missing' as const,
    key: 'pay',
    connector: 'bank',
    action: 'pay',
    kind: 'money' as const,
    businessKey: 'INV-1',
    amountBefore: '1000',
    amountAfter: null,
    currency: 'USD',
    fields: [],
  };
  const money = [{ kind: 'money' as const, currency: 'USD', count: 1, amount: '1000' }];
  renderUi(<ComparisonView comparison={{ ...alike, before: side(money), effects: [effect] }} />);

  expect(cellsOf('Postings and payments')).toEqual([['INV-1 (Only in this run)', 'USD 1,000.00', '–']]);
  expect(cellsOf('Money of confirmed effects')).toEqual([['payments', 'USD 1,000.00', '–']]);
});
