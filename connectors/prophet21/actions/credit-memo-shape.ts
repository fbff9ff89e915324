import { z } from 'zod';
import { date, positiveMoney, text, wholeNumber } from '../fields';
import { MEMO_REFERENCE_LENGTH } from '../service-map';

export const creditMemoInput = z.strictObject({
  reference: text(MEMO_REFERENCE_LENGTH).meta({
    title: 'Reference',
    description:
      'E.g. the PayTrace refund id. Must be unique: Penstock finds the memo again by it and never posts a second one.',
  }),
  customerId: text(19).meta({ title: 'Customer ID', options: 'customers' }),
  amount: positiveMoney.meta({ title: 'Amount credited', description: 'Always above zero.' }),
  currency: z.string().length(3).default('USD').meta({ title: 'Currency' }),
  invoiceNo: text(10).optional().meta({ title: 'Invoice it refers to', options: 'open-invoices' }),
  accountNumber: text(32).optional().meta({ title: 'GL account', options: 'accounts' }),
  reason: text(60).optional().meta({ title: 'Reason code' }),
  description: text(255).optional().meta({ title: 'Description' }),
  memoDate: date.optional().meta({ title: 'Memo date', description: 'Default: today.' }),
  period: wholeNumber(3).optional().meta({ title: 'Period', description: 'Default: the one P21 proposes.', options: 'open-periods' }),
  yearForPeriod: wholeNumber(4).optional().meta({ title: 'Year of the period', options: 'open-years' }),
});

export const postedCreditMemo = z.object({
  memoNo: z.string().meta({ title: 'Memo number' }),
  reference: z.string().meta({ title: 'Reference' }),
  customerId: z.string().meta({ title: 'Customer ID' }),
  amount: z.string().meta({ title: 'Amount credited' }),
});

export type CreditMemoInput = z.infer<typeof creditMemoInput>;
export type PostedCreditMemo = z.infer<typeof postedCreditMemo>;
