import { Decimal } from '@penstock/kernel';
import { demoServiceMap } from '../simulator';
import { arReceiptService } from '../service-map';
import { receiptFromRows, receiptToTransaction } from './receipt-mapping';
import { receiptInput } from './receipt-shape';

const service = arReceiptService.parse(demoServiceMap.arReceipt);
const defaults = { service, today: '2026-09-12' };
const receipt = receiptInput.parse({
  reference: 105321,
  customerId: '100198',
  amount: '129.90',
  paymentTypeId: '4',
  applications: [{ invoiceNo: '3100002', amount: '129.90', termsAmount: '1.00' }],
});

describe('a receipt on its way to P21', () => {
  test('goes through the service and fields of the map', () => {
    expect(receiptToTransaction(receipt, defaults)).toEqual({
      Name: 'SimCashReceipts',
      UseCodeValues: false,
      Transactions: [
        {
          Status: 'New',
          DataElements: [
            {
              Name: 'TP_RECEIPT.receipt',
              Type: 'Form',
              Keys: [],
              Rows: [
                {
                  Edits: [
                    { Name: 'customer_id', Value: '100198' },
                    { Name: 'payment_type_id', Value: '4' },
                    { Name: 'payment_amount', Value: '129.90' },
                    { Name: 'payment_desc', Value: '105321' },
                    { Name: 'payment_date', Value: '09/12/2026' },
                    { Name: 'date_received', Value: '09/12/2026' },
                  ],
                  RelativeDateEdits: [],
                },
              ],
            },
            {
              Name: 'TP_APPLY.invoices',
              Type: 'List',
              Keys: ['invoice_no'],
              Rows: [
                {
                  Edits: [
                    { Name: 'invoice_no', Value: '3100002' },
                    { Name: 'payment_amount', Value: '129.90' },
                    { Name: 'terms_amount', Value: '1.00' },
                  ],
                  RelativeDateEdits: [],
                },
              ],
            },
          ],
        },
      ],
    });
  });

  test('drops nothing that the map has no field for', () => {
    const bare = { ...service, application: undefined };

    expect(() => receiptToTransaction(receipt, { ...defaults, service: bare })).toThrow('"Applied invoices"');
  });

  test('cannot apply more than was received', () => {
    const tooMuch = { ...receipt, amount: '129.89' };

    expect(() => receiptToTransaction(tooMuch, defaults)).toThrow('129.90, more than the 129.89 received');
  });

  test('needs a reference that fits its column', () => {
    const long = { ...receipt, reference: 'x'.repeat(31) };

    expect(() =>
      receiptToTransaction(long, { ...defaults, service: { ...service, referenceColumn: 'check_number' } }),
    ).toThrow('keeps 30 in check_number');
  });
});

test('rows of receipt and payment become the output', () => {
  const output = receiptFromRows(
    {
      receipt: { receipt_number: 50012, payment_number: 70031, remitter_id: 100198 },
      payment: { payment_desc: '105321', payment_amount: Decimal.from('129.9000') },
    },
    'payment_desc',
  );

  expect(output).toEqual({
    receiptNumber: '50012',
    paymentNumber: '70031',
    reference: '105321',
    customerId: '100198',
    amount: '129.90',
  });
});
