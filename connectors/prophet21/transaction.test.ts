import recorded from './fixtures/transaction-order-create.json';
import { generatedValue, transactionSet } from './transaction';
import { transactionFailure } from './transaction-outcome';

const passed = recorded.response.body;

describe('the request', () => {
  test('is the recorded order entry', () => {
    const request = transactionSet('Order', [
      {
        name: 'TABPAGE_1.order',
        type: 'Form',
        keys: [],
        rows: [
          [
            ['customer_id', '100198'],
            ['sales_loc_id', '100'],
            ['source_loc_id', '100'],
          ],
        ],
      },
      {
        name: 'TP_ITEMS.items',
        type: 'List',
        keys: [],
        rows: [
          [
            ['oe_order_item_id', 'WIDGET-001'],
            ['unit_quantity', '1'],
          ],
        ],
      },
    ]);

    expect(request).toEqual(recorded.request.body);
  });
});

describe('the answer', () => {
  test('of the recorded success carries the order number', () => {
    expect(transactionFailure(passed)).toBeUndefined();
    expect(generatedValue(passed, 'order_no')).toBe('1013938');
  });

  test('with a failed summary is a refusal in the words of P21', () => {
    const failure = transactionFailure({
      Messages: ['Transaction 1:: Column is disabled: company_id'],
      Results: null,
      Summary: { Succeeded: 0, Failed: 1, Other: 0 },
    });

    expect(failure).toMatchObject({
      class: 'business',
      code: 'P21_TRANSACTION_REFUSED',
      message: expect.stringContaining('Transaction 1:: Column is disabled: company_id') as string,
    });
  });

  test('about an unexpected window leaves the outcome open', () => {
    const failure = transactionFailure({
      Messages: ['Transaction 1:: Unexpected response window: Message. Window class: w_message'],
      Results: null,
      Summary: { Succeeded: 0, Failed: 1, Other: 0 },
    });

    expect(failure).toMatchObject({ class: 'ambiguous', code: 'P21_UNEXPECTED_WINDOW' });
  });

  test.each([
    { what: 'no summary', answer: {} },
    { what: 'neither success nor failure', answer: { Messages: null, Summary: { Succeeded: 0, Failed: 0, Other: 1 } } },
    { what: 'a list', answer: [] },
  ])('with $what leaves the outcome open', ({ answer }) => {
    expect(transactionFailure(answer)).toMatchObject({ class: 'ambiguous' });
  });

  test('without generated keys has none', () => {
    expect(generatedValue({ Results: null }, 'order_no')).toBeUndefined();
  });
});
