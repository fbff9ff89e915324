import { idText, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callShop } from './api';
import { numericId } from './orders';
import type { ShopifyContext } from './settings';

const fulfillmentOrderWire = z.looseObject({ id: numericId, status: z.string(), assigned_location_id: idText.nullish() });

export const fulfillmentWire = z.looseObject({
  id: idText,
  status: z.string(),
  tracking_number: z.string().nullish(),
  tracking_numbers: z.array(z.string()).nullish(),
});
export type FulfillmentWire = z.output<typeof fulfillmentWire>;

/** What of an order still waits to be sent, as Shopify splits it by location; of one location, where it is named. */
export async function openFulfillmentOrders(context: ShopifyContext, { orderId, locationId }: { readonly orderId: string; readonly locationId?: string | undefined }): Promise<readonly string[]> {
  const { fulfillment_orders: all } = await callShop(context, {
    method: 'GET',
    path: `orders/${orderId}/fulfillment_orders.json`,
    answer: z.looseObject({ fulfillment_orders: z.array(fulfillmentOrderWire) }),
    what: 'list of fulfilment orders',
  });
  const open = all.filter(({ status }) => status === 'open' || status === 'in_progress');
  return open.filter(({ assigned_location_id: place }) => locationId === undefined || place === locationId).map(({ id }) => id);
}

/**
 * Did a fulfilment happen? Found by its tracking number. What still waits to be sent is the positive control of its
 * absence: an order with nothing open was fulfilled by somebody, and that is for a person to see.
 */
export async function findFulfillment<Output>(
  context: ShopifyContext,
  { input }: SentEffect<{ readonly orderId: string; readonly trackingNumber: string; readonly locationId?: string | undefined }>,
  outputOf: (fulfillment: FulfillmentWire) => Output,
): Promise<Verdict<Output>> {
  const { fulfillments } = await callShop(context, {
    method: 'GET',
    path: `orders/${input.orderId}/fulfillments.json`,
    answer: z.looseObject({ fulfillments: z.array(fulfillmentWire) }),
    what: 'list of fulfilments',
  });
  const ours = fulfillments.filter((made) => made.status !== 'cancelled' && numbersOf(made).includes(input.trackingNumber));
  const [first, ...more] = ours;
  if (first && more.length > 0) return { verdict: 'duplicate', output: outputOf(first), remoteIds: ours.map(({ id }) => id) };
  if (first) return { verdict: 'found', output: outputOf(first), remoteId: first.id };
  const open = await openFulfillmentOrders(context, input);
  return open.length > 0
    ? { verdict: 'absent', evidence: `${open.length} fulfilment orders of the order are still open, and no fulfilment has tracking number ${input.trackingNumber}.` }
    : { verdict: 'unsure', reason: 'Nothing of the order is open any more, but no fulfilment has this tracking number.' };
}

const numbersOf = ({ tracking_number: one, tracking_numbers: many }: FulfillmentWire): readonly string[] => [...(one ? [one] : []), ...(many ?? [])];
