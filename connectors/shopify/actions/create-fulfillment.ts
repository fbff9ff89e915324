import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';
import { callShop } from '../api';
import { findFulfillment, fulfillmentWire, openFulfillmentOrders, type FulfillmentWire } from '../fulfillments';
import { numericId, orderId } from '../orders';
import type { ShopifySettings } from '../settings';

const input = z.strictObject({
  orderId,
  trackingNumber: z.string().trim().min(1).max(100).meta({ title: 'Tracking number', description: 'By it a fulfilment whose answer was lost is found again.' }),
  locationId: numericId.optional().meta({ title: 'Location', description: 'Only what this location sends. Empty: all that is open.', options: 'locations' }),
  trackingCompany: z.string().trim().min(1).optional().meta({ title: 'Carrier' }),
  trackingUrl: z.url({ protocol: /^https?$/ }).optional().meta({ title: 'Tracking address' }),
  notifyCustomer: z.boolean().default(true).meta({ title: 'Tell the customer by e-mail' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({ id: z.string().meta({ title: 'Fulfilment ID' }), status: z.string().meta({ title: 'Status' }) });
type Output = z.output<typeof output>;

const nothingOpen = {
  class: 'business',
  code: 'SHOPIFY_NOTHING_TO_FULFIL',
  message: 'Nothing of this order waits to be sent: it is fulfilled, cancelled or on hold. Nothing was changed.',
  remedy: 'Look at the order in Shopify.',
} as const;

export const createFulfillment = defineAction<ShopifySettings, Input, Output>({
  id: 'create-fulfillment',
  version: 1,
  title: 'Mark an order as sent',
  summary: 'Fulfils everything that is open of an order, with its tracking number. Moves no money.',
  contract: {
    class: 'L',
    kind: 'master-data',
    businessKey: ({ orderId: id, trackingNumber }) => `fulfil:${id}:${trackingNumber}`,
    verify: (context, effect) => findFulfillment(context, effect, outputOf),
    visibilityLagMs: 10_000,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { id: '255858046', status: 'success' },
  async run(context, shipment) {
    const open = await openFulfillmentOrders(context, shipment);
    if (open.length === 0) throw new ConnectorFailure(nothingOpen);
    const { fulfillment } = await callShop(context, {
      method: 'POST',
      path: 'fulfillments.json',
      json: fulfillmentToApi(shipment, open),
      answer: z.looseObject({ fulfillment: fulfillmentWire }),
      what: 'fulfilment',
    });
    return outputOf(fulfillment);
  },
  remoteId: ({ id }) => id,
});

const fulfillmentToApi = ({ trackingNumber, trackingCompany, trackingUrl, notifyCustomer }: Input, open: readonly string[]) => ({
  fulfillment: {
    line_items_by_fulfillment_order: open.map((id) => ({ fulfillment_order_id: Decimal.from(id) })),
    notify_customer: notifyCustomer,
    tracking_info: { number: trackingNumber, ...(trackingCompany && { company: trackingCompany }), ...(trackingUrl && { url: trackingUrl }) },
  },
});

const outputOf = ({ id, status }: FulfillmentWire): Output => ({ id, status });
