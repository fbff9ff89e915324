import { idText, sameAmount, type ConnectorFailure, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callWoo } from './api';
import { orderWire } from './orders';
import type { WooContext } from './settings';

export const refundWire = z.looseObject({
  id: idText,
  amount: z.string().regex(/^\d{1,12}(\.\d{1,4})?$/),
  reason: z.string().nullish(),
  /** False: only written down, no money given back. */
  refunded_payment: z.boolean(),
});
export type RefundWire = z.output<typeof refundWire>;

export const reasonOf = (reference: string, reason: string | undefined): string => `${reason ? `${reason} ` : ''}[${reference}]`;

export const notPaidBack: ConnectorFailure['details'] = {
  class: 'business',
  code: 'WOOCOMMERCE_REFUND_NOT_PAID',
  message: 'WooCommerce wrote the refund down, but the payment gateway gave no money back.',
  remedy: 'Look at the order in WooCommerce; give the money back by the gateway, or delete the refund there.',
};

/**
 * Did a refund happen? The order’s own refunds tell, by the reference in the reason. That the order itself is readable in
 * the same look-up is the positive control.
 */
export async function findRefund<Output>(
  context: WooContext,
  { input }: SentEffect<{ readonly orderId: string; readonly reference: string; readonly amount: string }>,
  outputOf: (refund: RefundWire) => Output,
): Promise<Verdict<Output>> {
  const path = `orders/${input.orderId}`;
  const { answer: order } = await callWoo(context, { method: 'GET', path, answer: orderWire, what: 'order' });
  const { answer: refunds, response } = await callWoo(context, { method: 'GET', path: `${path}/refunds`, query: { per_page: '100' }, answer: z.array(refundWire), what: 'list of refunds' });
  if (order.id !== input.orderId) return { verdict: 'unsure', reason: `WooCommerce answered with order ${order.id} instead of ${input.orderId}.` };
  const ours = refunds.filter(({ reason }) => reason?.includes(`[${input.reference}]`));
  const [paid, ...more] = ours.filter(({ refunded_payment: isPaid }) => isPaid);
  if (paid && !sameAmount(paid.amount, input.amount)) {
    return { verdict: 'unsure', reason: `WooCommerce has refund ${paid.id} [${input.reference}] over ${paid.amount}, not ${input.amount}.` };
  }
  if (paid && more.length > 0) return { verdict: 'duplicate', output: outputOf(paid), remoteIds: [paid, ...more].map(({ id }) => id) };
  if (paid) return { verdict: 'found', output: outputOf(paid), remoteId: paid.id };
  if (ours.length > 0) return { verdict: 'refused', failure: notPaidBack };
  if (Number(response.headers['x-wp-totalpages'] ?? '1') > 1) return { verdict: 'unsure', reason: 'The order has more than 100 refunds; not all of them were looked at.' };
  return { verdict: 'absent', evidence: `Order ${order.number || order.id} has ${refunds.length} refunds, none of them [${input.reference}].` };
}
