import { stringifyJson } from '@penstock/kernel';
import recorded from '../fixtures/gl-post-journal.json';
import stored from '../fixtures/gl-get-transaction.json';
import { debitsOf, journalFromApi, journalFromRows, journalInput, journalToApi } from './journal-mapping';

const journal = journalInput.parse({
  source: '...',
  description: '...',
  period: 12,
  yearForPeriod: '2026',
  transactionDate: '2026-09-12',
  lines: [
    { accountNumber: '11120010', amount: 0.01 },
    { accountNumber: '11130010', amount: '-0.01' },
  ],
});
const defaults = { companyId: 'ACME', today: '2026-09-30' };

describe('a journal on its way to P21', () => {
  test('is the recorded one', () => {
    expect(JSON.parse(stringifyJson(journalToApi(journal, defaults)))).toEqual(recorded.request.body);
  });

  test('keeps every digit of its amounts', () => {
    const large = journalInput.parse({
      ...journal,
      lines: [
        { accountNumber: '11120010', amount: '12345678901234.5000' },
        { accountNumber: '11130010', amount: '-12345678901234.5' },
      ],
    });

    expect(stringifyJson(journalToApi(large, defaults))).toContain('"Amount":12345678901234.5000');
    expect(debitsOf(large).toString()).toBe('12345678901234.5000');
  });

  test('must balance to the last decimal', () => {
    const lines = [...journal.lines, { accountNumber: '11130010', amount: '0.0001' }];

    expect(() => journalToApi({ ...journal, lines }, defaults)).toThrow('differ by 0.0001');
  });
});

describe('a journal on its way back', () => {
  test('has the transaction number of its lines', () => {
    expect(journalFromApi(stored.response.body)).toEqual({ transactionNumber: '3', source: '1000002', lineCount: 2 });
  });

  test('is not there in an empty list', () => {
    expect(journalFromApi([])).toBeUndefined();
  });

  test('is also read from table rows', () => {
    const row = { transaction_number: 48211, source: 'FEE-1' };

    expect(journalFromRows([row, row])).toEqual({ transactionNumber: '48211', source: 'FEE-1', lineCount: 2 });
  });
});
