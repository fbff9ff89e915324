import { idText, sameAmount, type ConnectorFailure, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { callShop } from './api';
import { orderWire } from './orders';
import type { ShopifyContext } from './settings';

const transactionWire = z.looseObject({ id: idText, kind: z.string().default('refund'), status: z.string(), amount: z.string().regex(/^\d{1,12}(\.\d{1,4})?$/) });

export const refundWire = z.looseObject({ id: idText, note: z.string().nullish(), transactions: z.array(transactionWire) });
export type RefundWire = z.output<typeof refundWire>;

export interface RefundSought {
  readonly orderId: string;
  readonly reference: string;
  readonly amount: string;
}

export const noteOf = (reference: string, note: string | undefined): string => `${note ? `${note} ` : ''}[${reference}]`;

/** Money moved, or is on its way. Shopify keeps a refund whose transactions failed, too. */
export const isLive = ({ transactions }: RefundWire): boolean => transactions.some(({ status }) => status === 'success' || status === 'pending');

export const amountOf = ({ transactions }: RefundWire): string =>
  transactions.filter(({ status }) => status === 'success' || status === 'pending').reduce((sum, { amount }) => sum.plus(Decimal.from(amount)), Decimal.zero).toString();

export const refundFailed: ConnectorFailure['details'] = {
  class: 'business',
  code: 'SHOPIFY_REFUND_FAILED',
  message: 'Shopify recorded the refund, but the payment provider refused it: no money was given back.',
  remedy: 'Look at the order in Shopify, then refund it there or by another way.',
};

/**
 * Did a refund happen? The order’s own refunds tell, by the reference in the note. That the order itself is readable in
 * the same look-up is the positive control: a token without rights, or another shop, would not show it.
 */
export async function findRefund<Output>(
  context: ShopifyContext,
  { input }: SentEffect<RefundSought>,
  outputOf: (refund: RefundWire) => Output,
): Promise<Verdict<Output>> {
  const { order } = await callShop(context, { method: 'GET', path: `orders/${input.orderId}.json`, answer: z.looseObject({ order: orderWire }), what: 'order' });
  const { refunds } = await callShop(context, {
    method: 'GET',
    path: `orders/${input.orderId}/refunds.json`,
    answer: z.looseObject({ refunds: z.array(refundWire) }),
    what: 'list of refunds',
  });
  if (order.id !== input.orderId) return { verdict: 'unsure', reason: `Shopify answered with order ${order.id} instead of ${input.orderId}.` };
  const ours = refunds.filter(({ note }) => note?.includes(`[${input.reference}]`));
  const [live, ...more] = ours.filter(isLive);
  if (!live) return ours.length > 0 ? { verdict: 'refused', failure: refundFailed } : { verdict: 'absent', evidence: `Order ${order.name} has ${refunds.length} refunds, none of them [${input.reference}].` };
  if (!sameAmount(amountOf(live), input.amount)) {
    return { verdict: 'unsure', reason: `Shopify has refund ${live.id} [${input.reference}] over ${amountOf(live)}, not ${input.amount}.` };
  }
  if (more.length > 0) return { verdict: 'duplicate', output: outputOf(live), remoteIds: [live, ...more].map(({ id }) => id) };
  return { verdict: 'found', output: outputOf(live), remoteId: live.id };
}
