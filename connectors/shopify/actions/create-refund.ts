import { amountText, ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { callShop } from '../api';
import { numericId, orderId, reference } from '../orders';
import { amountOf, findRefund, isLive, noteOf, refundFailed, refundWire, type RefundWire } from '../refunds';
import type { ShopifySettings } from '../settings';

const input = z.strictObject({
  orderId,
  reference,
  amount: amountText(3).meta({ title: 'Amount', description: 'In the currency of the order.' }),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters').meta({ title: 'Currency' }),
  transactionId: numericId.meta({ title: 'Payment', description: 'ID of the sale or capture transaction that is given back.', options: 'payments' }),
  gateway: z.string().trim().min(1).optional().meta({ title: 'Gateway', description: 'As the transaction names it; needed by some shops.' }),
  note: z.string().trim().max(200).optional().meta({ title: 'Reason' }),
  notifyCustomer: z.boolean().default(false).meta({ title: 'Tell the customer by e-mail' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({
  id: z.string().meta({ title: 'Refund ID' }),
  amount: z.string().meta({ title: 'Amount given back' }),
  pending: z.boolean().meta({ title: 'Still on its way' }),
});
type Output = z.output<typeof output>;

export const createRefund = defineAction<ShopifySettings, Input, Output>({
  id: 'create-refund',
  version: 1,
  title: 'Refund an order',
  summary: 'Gives money back for an order. Moves money.',
  contract: {
    class: 'L',
    kind: 'money',
    businessKey: (refund) => `refund:${refund.orderId}:${refund.reference}`,
    amount: ({ amount, currency }) => ({ value: Decimal.from(amount), currency }),
    verify: (context, effect) => findRefund(context, effect, outputOf),
    visibilityLagMs: 10_000,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { id: '929361462', amount: '19.99', pending: false },
  async run(context, refund) {
    const { refund: made } = await callShop(context, {
      method: 'POST',
      path: `orders/${refund.orderId}/refunds.json`,
      json: refundToApi(refund),
      answer: z.looseObject({ refund: refundWire }),
      what: 'refund with its transactions',
    });
    if (!isLive(made)) throw new ConnectorFailure({ ...refundFailed, remoteCode: made.id });
    return outputOf(made);
  },
  remoteId: ({ id }) => id,
});

const refundToApi = ({ reference: ours, amount, currency, transactionId, gateway, note, notifyCustomer }: Input) => ({
  refund: {
    currency,
    notify: notifyCustomer,
    note: noteOf(ours, note),
    transactions: [{ parent_id: Decimal.from(transactionId), amount, kind: 'refund', ...(gateway !== undefined && { gateway }) }],
  },
});

const outputOf = (refund: RefundWire): Output => ({
  id: refund.id,
  amount: amountOf(refund),
  pending: refund.transactions.some(({ status }) => status === 'pending'),
});
