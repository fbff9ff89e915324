import { z } from 'zod';
import { parseBai2 } from '../formats/bai2';
import { parseCamt053 } from '../formats/camt053';
import { parseX12820 } from '../formats/x12-820';
import { reading, withContent } from './text-input';

const input = withContent({});
const text = z.string();

export const readX12820 = reading({
  id: 'read-x12-820',
  title: 'Read X12 820 (remittance advice)',
  summary: 'Payments with the invoices they pay; counts and control numbers are checked.',
  input,
  output: z.strictObject({
    payments: z.array(
      z.strictObject({
        controlNumber: text,
        amount: text.meta({ title: 'Amount' }),
        creditDebit: text,
        method: text.meta({ title: 'Method', description: 'ACH, FWT, CHK, NON …' }),
        date: text,
        trace: text.meta({ title: 'Trace number' }),
        payer: text,
        payee: text,
        currency: text,
        remittances: z.array(
          z.strictObject({
            qualifier: text.meta({ title: 'Kind', description: 'IV is an invoice.' }),
            reference: text.meta({ title: 'Invoice' }),
            paid: text,
            total: text,
            discount: text,
            adjustments: z.array(z.strictObject({ amount: text, reason: text })),
          }),
        ),
      }),
    ),
  }),
  sample: {
    payments: [
      {
        controlNumber: '0001',
        amount: '1250.00',
        creditDebit: 'C',
        method: 'ACH',
        date: '2026-05-04',
        trace: '7001',
        payer: 'ACME VALVES',
        payee: 'HARBOR SUPPLY',
        currency: 'USD',
        remittances: [{ qualifier: 'IV', reference: '3001234', paid: '1250.00', total: '1250.00', discount: '', adjustments: [] }],
      },
    ],
  },
  parse: (content) => ({ payments: mutable(parseX12820(content)) }),
});

export const readBai2 = reading({
  id: 'read-bai2',
  title: 'Read BAI2 (bank statement)',
  summary: 'Accounts with balances and transactions; control totals and counts are checked.',
  input,
  output: z.strictObject({
    sender: text,
    receiver: text,
    fileId: text,
    groups: z.array(
      z.strictObject({
        asOfDate: text,
        currency: text,
        accounts: z.array(
          z.strictObject({
            account: text,
            currency: text,
            summaries: z.array(z.strictObject({ type: text, amount: text })),
            transactions: z.array(
              z.strictObject({ type: text, direction: z.enum(['credit', 'debit', 'other']), amount: text, bankReference: text, customerReference: text, text }),
            ),
          }),
        ),
      }),
    ),
  }),
  sample: {
    sender: '122099999',
    receiver: '123456789',
    fileId: '1',
    groups: [
      {
        asOfDate: '2026-05-04',
        currency: 'USD',
        accounts: [
          {
            account: '0975312468',
            currency: 'USD',
            summaries: [{ type: '015', amount: '500.00' }],
            transactions: [{ type: '165', direction: 'credit', amount: '15.00', bankReference: 'DD1620', customerReference: '', text: 'DEALER PAYMENTS' }],
          },
        ],
      },
    ],
  },
  parse: (content) => mutable(parseBai2(content)),
});

export const readCamt053 = reading({
  id: 'read-camt053',
  title: 'Read CAMT.053 (bank statement)',
  summary: 'Statements with balances and entries; the entries must lead from the opening to the closing balance.',
  input,
  output: z.strictObject({
    statements: z.array(
      z.strictObject({
        id: text,
        account: text,
        currency: text,
        balances: z.array(z.strictObject({ type: text, amount: text, currency: text, date: text })),
        entries: z.array(
          z.strictObject({
            direction: z.enum(['credit', 'debit']),
            amount: text,
            currency: text,
            status: text,
            isReversal: z.boolean(),
            bookingDate: text,
            valueDate: text,
            bankReference: text,
            text,
            transactions: z.array(z.strictObject({ endToEndId: text, amount: text, debtor: text, creditor: text, creditorReference: text, remittance: text })),
          }),
        ),
      }),
    ),
  }),
  sample: {
    statements: [
      {
        id: 'S-1',
        account: 'DE89370400440532013000',
        currency: 'EUR',
        balances: [{ type: 'CLBD', amount: '119.99', currency: 'EUR', date: '2026-05-04' }],
        entries: [
          {
            direction: 'credit',
            amount: '19.99',
            currency: 'EUR',
            status: 'BOOK',
            isReversal: false,
            bookingDate: '2026-05-04',
            valueDate: '2026-05-04',
            bankReference: 'B-77',
            text: '',
            transactions: [{ endToEndId: 'WEB-1001', amount: '19.99', debtor: 'Ann Example', creditor: '', creditorReference: '', remittance: 'Invoice WEB-1001' }],
          },
        ],
      },
    ],
  },
  parse: (content) => ({ statements: mutable(parseCamt053(content)) }),
});

/** Zod's output types are not readonly; the values are handed on and never changed. */
type Mutable<T> = T extends object ? { -readonly [Key in keyof T]: Mutable<T[Key]> } : T;
const mutable = <T>(value: T): Mutable<T> => value as Mutable<T>;
