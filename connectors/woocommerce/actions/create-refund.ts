import { amountText, ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { callWoo } from '../api';
import { orderId } from '../orders';
import { findRefund, notPaidBack, reasonOf, refundWire, type RefundWire } from '../refunds';
import type { WooSettings } from '../settings';

const input = z.strictObject({
  orderId,
  reference: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._:/#-]{1,80}$/, 'Letters, digits and . _ : / # -')
    .meta({ title: 'Reference', description: 'Your own name of this refund, the same on every try, e.g. RMA-77. It is written into the reason, and found again by it.' }),
  amount: amountText(3).meta({ title: 'Amount', description: 'In the currency of the order.' }),
  currency: z.string().regex(/^[A-Z]{3}$/, 'Three capital letters').meta({ title: 'Currency', description: 'Of the order; WooCommerce itself takes none.' }),
  reason: z.string().trim().max(200).optional().meta({ title: 'Reason' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({ id: z.string().meta({ title: 'Refund ID' }), amount: z.string().meta({ title: 'Amount given back' }) });
type Output = z.output<typeof output>;

export const createRefund = defineAction<WooSettings, Input, Output>({
  id: 'create-refund',
  version: 1,
  title: 'Refund an order',
  summary: 'Gives money back through the payment gateway of the shop. Moves money.',
  contract: {
    class: 'L',
    kind: 'money',
    businessKey: (refund) => `refund:${refund.orderId}:${refund.reference}`,
    amount: ({ amount, currency }) => ({ value: Decimal.from(amount), currency }),
    verify: (context, effect) => findRefund(context, effect, outputOf),
    visibilityLagMs: 5_000,
    // The shop asks its gateway while we wait.
    maxProcessingMs: 120_000,
  },
  input,
  output,
  sample: { id: '726', amount: '10.00' },
  async run(context, { orderId: id, reference, amount, reason }) {
    const json = { amount, reason: reasonOf(reference, reason), api_refund: true };
    const { answer } = await callWoo(context, { method: 'POST', path: `orders/${id}/refunds`, json, answer: refundWire, what: 'refund' });
    if (!answer.refunded_payment) throw new ConnectorFailure({ ...notPaidBack, remoteCode: answer.id });
    return outputOf(answer);
  },
  remoteId: ({ id }) => id,
});

const outputOf = ({ id, amount }: RefundWire): Output => ({ id, amount });
