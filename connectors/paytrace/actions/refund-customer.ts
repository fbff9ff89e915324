import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { madeId, text, type PayTraceContext } from '../answers';
import { call, labelOf } from '../api';
import { customerField } from '../charge-fields';
import { amountField, usd } from '../money-amount';
import { findRefundOf, verdictOf } from '../recovery';
import type { PayTraceSettings } from '../settings';
import { changeOutput, type ChangeOutput } from '../transaction-change';
import { byVersion } from '../versions';

const input = z.strictObject({
  customer_id: customerField,
  amount: amountField({ title: 'Amount', description: 'US dollars, at most two decimals.' }),
  invoice_id: z.string().trim().min(1).max(50).meta({
    title: 'Credit number',
    description: 'Unique per refund and the same on every try, e.g. the credit memo: by it a refund whose answer was lost is found again.',
  }),
  description: z.string().trim().max(255).optional().meta({ title: 'Description' }),
});
type Input = z.output<typeof input>;

const path = 'transactions/refund/to_customer';

async function refund(context: PayTraceContext, { customer_id, amount, invoice_id, description }: Input): Promise<ChangeOutput> {
  const body = { customer_id, amount, invoice_id, ...(description !== undefined && { description }) };
  const answer = await call(context, { path, body, writes: true, expects: 106 });
  const id = madeId(answer.transaction_id, labelOf(path));
  return { transaction_id: id, original_transaction_id: id, status: 'refunded', response_code: text(answer.response_code), status_message: text(answer.status_message), amount };
}

export const refundCustomer = defineAction<PayTraceSettings, Input, ChangeOutput>({
  id: 'refund-customer',
  version: 1,
  title: 'Refund to a vault customer',
  summary: 'Pays an amount to the card of a vault customer without an earlier charge. Moves money.',
  contract: {
    class: 'L',
    kind: 'money',
    businessKey: ({ invoice_id: invoice }) => `refund-customer:${invoice}`,
    amount: ({ amount }) => usd(amount),
    verify: async (context, { input: { invoice_id, amount }, sentAt, sentBefore }) =>
      verdictOf(await findRefundOf(context, { invoice_id, amount, sentAt, sentBefore }), (found) => ({
        transaction_id: found.transaction_id,
        original_transaction_id: found.transaction_id,
        status: 'refunded',
        response_code: '106',
        status_message: found.status_message,
        amount: found.amount,
      })),
    compensate: { action: 'void', input: ({ output }) => ({ transaction_id: output.transaction_id }) },
    undoWindow: 'Void until settlement (20:00 Pacific by default)',
    visibilityLagMs: 30_000,
    maxProcessingMs: 60_000,
  },
  input,
  output: changeOutput,
  sample: {
    transaction_id: '105968559',
    original_transaction_id: '105968559',
    status: 'refunded',
    response_code: '106',
    status_message: 'Your transaction was successfully refunded.',
    amount: '19.99',
  },
  run: (context, refunded) => byVersion(context, 'refund to a customer', { v1: () => refund(context, refunded) }),
  remoteId: ({ transaction_id: id }) => id,
});
