import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { findAchPayment, idempotencyKeyOf, isRefusedStatus, refusedPayment, type AchPaymentRow } from '../ach';
import { firstText, madeId, text, withoutAbsent, type PayTraceContext } from '../answers';
import { addressSchema, optionalText } from '../charge-fields';
import { amountField, usd } from '../money-amount';
import type { PayTraceSettings } from '../settings';
import { callV3, firstOf, merchantIdOf } from '../v3/api';
import { addressV3 } from '../v3/charge-body';
import { byVersion } from '../versions';

const input = z.strictObject({
  amount: amountField({ title: 'Amount', description: 'US dollars, at most two decimals.' }),
  invoice_number: z.string().trim().min(1).max(50).meta({ title: 'Invoice', description: 'Unique per payment and the same on every try: the key that keeps it from being paid twice follows from it.' }),
  std_entry_class: z.enum(['CCD', 'PPD', 'WEB', 'TEL']).default('WEB').meta({ title: 'Entry class', description: 'How the customer agreed: WEB on the internet, TEL by phone, PPD in writing, CCD as a company.' }),
  bank_account: z
    .strictObject({
      account_number: z.string().trim().min(4).max(1024).meta({ title: 'Account number', description: 'Clear, or encrypted in the browser.' }),
      routing_number: z.string().trim().min(9).max(1024).meta({ title: 'Routing number' }),
      account_type: z.enum(['Checking', 'Savings']).default('Checking').meta({ title: 'Kind of account' }),
    })
    .optional()
    .meta({ title: 'Bank account', description: 'Or a customer of the vault.' }),
  customer_id: z.string().trim().regex(/^\d{1,15}$/, 'The number PayTrace gave the customer').optional().meta({ title: 'Vault customer', options: 'customers' }),
  description: optionalText('Description', 255),
  email: optionalText('E-mail', 100),
  billing_address: addressSchema.optional().meta({ title: 'Billing address' }),
});
type Input = z.output<typeof input>;

const output = z.object({
  transaction_id: z.string().meta({ title: 'Payment ID' }),
  status: z.literal('accepted').meta({ title: 'Status', description: 'Accepted is not paid: the bank may still return it.' }),
  transaction_status: z.string().meta({ title: 'Status at PayTrace' }),
  amount: z.string().meta({ title: 'Amount', description: 'US dollars, e.g. 19.99' }),
  invoice_number: z.string().meta({ title: 'Invoice' }),
});
type Output = z.output<typeof output>;

const path = 'checks/payment';

async function pay(context: PayTraceContext, wanted: Input): Promise<Output> {
  const key = await idempotencyKeyOf(context, wanted.invoice_number);
  const body = withoutAbsent({
    merchant_id: merchantIdOf(context),
    idempotency_key: key,
    is_aof: false,
    std_entry_class: wanted.std_entry_class,
    bank_account: wanted.bank_account,
    customer_id: wanted.customer_id === undefined ? undefined : Number(wanted.customer_id),
    amount: Decimal.from(wanted.amount),
    invoice_number: wanted.invoice_number,
    description: wanted.description,
    billing_email: wanted.email,
    billing_name: wanted.billing_address?.name,
    billing_address: addressV3(wanted.billing_address),
  });
  const answer = await callV3(context, { path, body, writes: true, decides: { by: 'status' } });
  // A public client found the id at top level beside an empty `data`.
  const made = firstOf(answer.data) ?? {};
  const status = firstText(answer.transaction_status, made.transaction_status);
  if (isRefusedStatus(status)) throw new ConnectorFailure(refusedPayment(status, text(answer.transaction_id)));
  return {
    transaction_id: madeId(firstText(answer.transaction_id, made.transaction_id), `POST /v3/${path}`),
    status: 'accepted',
    transaction_status: status,
    amount: wanted.amount,
    invoice_number: wanted.invoice_number,
  };
}

const outputOf = ({ transaction_id, transaction_status, amount, invoice_number }: AchPaymentRow): Output =>
  ({ transaction_id, status: 'accepted', transaction_status, amount, invoice_number });

export const achPayment = defineAction<PayTraceSettings, Input, Output>({
  id: 'ach-payment',
  version: 1,
  title: 'Pay by bank account',
  summary: 'Collects an amount from a bank account (ACH, API v3) under a key that pays once. Moves money.',
  contract: {
    class: 'I',
    kind: 'money',
    businessKey: ({ invoice_number: invoice }) => `ach:${invoice}`,
    amount: ({ amount }) => usd(amount),
    verify: (context, effect) => findAchPayment(context, effect, outputOf),
    undoWindow: 'No way on public record: in PayTrace’s own pages',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input: input as unknown as z.ZodType<Input>,
  output,
  sample: { transaction_id: '7f9c1b7e-3c1a-4b70-9a3d-1f2e3d4c5b6a', status: 'accepted', transaction_status: 'ACCEPTED', amount: '19.99', invoice_number: 'WEB-1001' },
  run: (context, wanted) => byVersion(context, 'pay by bank account', { v3: () => pay(context, wanted) }),
  remoteId: ({ transaction_id: id }) => id,
});
