import type { Json } from '@penstock/kernel';
import { recordOutcomes, transactionFailure } from './transaction-outcome';

const mixed: Json = {
  Messages: ['Transaction 1:: ', 'Transaction 2:: Invalid column name: colour', 'The value red was not taken.'],
  Results: { Name: 'Order', Transactions: [{ Status: 'Passed' }, { Status: 'Failed' }] },
  Summary: { Succeeded: 1, Failed: 1, Other: 0 },
};

describe('what became of each record', () => {
  test('is told by its own status and message', () => {
    expect(recordOutcomes(mixed)).toEqual([
      { record: 1, status: 'passed', message: '' },
      { record: 2, status: 'failed', message: 'Invalid column name: colour The value red was not taken.' },
    ]);
  });

  test('is a failure for all where the answer has no results', () => {
    const answer = {
      Messages: ['Transaction 1:: No', 'Transaction 2:: No'],
      Results: null,
      Summary: { Succeeded: 0, Failed: 2, Other: 0 },
    };

    expect(recordOutcomes(answer).map(({ status }) => status)).toEqual(['failed', 'failed']);
  });

  test('is unclear where P21 says neither', () => {
    expect(recordOutcomes({ Messages: [], Results: null, Summary: { Succeeded: 0, Failed: 0, Other: 1 } })).toEqual([
      { record: 1, status: 'unclear', message: '' },
    ]);
  });

  test.each([null, [], 'text', { Summary: { Succeeded: 1e12 } }, { Results: { Transactions: 'x' }, Messages: {} }])(
    'is nothing in %j',
    (answer) => {
      expect(recordOutcomes(answer as Json)).toEqual([]);
    },
  );
});

describe('HTTP 200', () => {
  test('with some records failed is no success, and names them', () => {
    expect(transactionFailure(mixed)).toMatchObject({
      class: 'ambiguous',
      code: 'P21_PARTLY_POSTED',
      message: expect.stringContaining('1 passed; 2 failed (Invalid column name') as string,
    });
  });

  test('with a record that is not passed is no success, whatever the summary counts', () => {
    const answer = {
      Messages: [],
      Results: { Transactions: [{ Status: 'Failed' }] },
      Summary: { Succeeded: 1, Failed: 0, Other: 0 },
    };

    expect(transactionFailure(answer)).toMatchObject({ class: 'ambiguous' });
  });

  test('with counts that are no counts leaves the outcome open', () => {
    expect(transactionFailure({ Summary: { Succeeded: 'one', Failed: null, Other: 0 } })).toMatchObject({
      class: 'ambiguous',
    });
  });
});
