import { z } from 'zod';
import { date, money, positiveMoney, text, wholeNumber } from '../fields';

const application = z.strictObject({
  invoiceNo: text(10).meta({ title: 'Invoice number', options: 'open-invoices' }),
  amount: positiveMoney.meta({ title: 'Amount applied' }),
  termsAmount: money.optional().meta({ title: 'Terms discount taken' }),
  allowedAmount: money.optional().meta({ title: 'Allowance' }),
});

export const receiptInput = z.strictObject({
  reference: text(60).meta({
    title: 'Payment reference',
    description:
      'Usually the PayTrace transaction id. Must be unique: Penstock finds the receipt again by it and never posts a second one.',
  }),
  customerId: text(19).meta({ title: 'Customer ID (remitter)', options: 'customers' }),
  amount: positiveMoney.meta({ title: 'Amount received' }),
  currency: z.string().length(3).default('USD').meta({ title: 'Currency' }),
  paymentTypeId: text(19).meta({
    title: 'Payment type',
    description: 'A payment type id of P21, e.g. the one for cards.',
    options: 'payment-types',
  }),
  paymentDate: date.optional().meta({ title: 'Payment date', description: 'Default: today.' }),
  bankNo: wholeNumber(19).optional().meta({ title: 'Bank number', options: 'banks' }),
  depositNumber: text(40).optional().meta({ title: 'Deposit number', description: 'Groups receipts of one deposit.' }),
  period: wholeNumber(3).optional().meta({ title: 'Period', description: 'Default: the one P21 proposes.', options: 'open-periods' }),
  yearForPeriod: wholeNumber(4).optional().meta({ title: 'Year of the period', options: 'open-years' }),
  authorizedNumber: text(30).optional().meta({ title: 'Approval code' }),
  applications: z.array(application).max(200).default([]).meta({
    title: 'Applied invoices',
    description: 'Empty: the money stays on the customer’s account.',
  }),
});

export const postedReceipt = z.object({
  receiptNumber: z.string().meta({ title: 'Receipt number' }),
  paymentNumber: z.string().meta({ title: 'Payment number' }),
  reference: z.string().meta({ title: 'Payment reference' }),
  customerId: z.string().meta({ title: 'Customer ID' }),
  amount: z.string().meta({ title: 'Amount' }),
});

export type ReceiptInput = z.infer<typeof receiptInput>;
export type PostedReceipt = z.infer<typeof postedReceipt>;
