import { idText } from '@penstock/connector-sdk';
import { z } from 'zod';

/** What Shopify sends; everything else of an order passes through unchanged. */
export const orderWire = z.looseObject({
  id: idText,
  name: z.string().default(''),
  currency: z.string().default(''),
  total_price: z.string().default(''),
  financial_status: z.string().nullish(),
  fulfillment_status: z.string().nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});

export const order = z.looseObject({
  id: z.string().meta({ title: 'Order ID' }),
  name: z.string().meta({ title: 'Order number', description: 'As customers see it, e.g. #1001.' }),
  currency: z.string().meta({ title: 'Currency' }),
  total_price: z.string().meta({ title: 'Total' }),
  financial_status: z.string().nullish().meta({ title: 'Payment', description: 'pending, authorized, paid, partially_refunded, refunded, voided.' }),
  fulfillment_status: z.string().nullish().meta({ title: 'Fulfilment', description: 'Empty, partial or fulfilled.' }),
  created_at: z.string().nullish().meta({ title: 'Placed at' }),
  updated_at: z.string().nullish().meta({ title: 'Changed at' }),
});
export type Order = z.output<typeof order>;

export const orderSample = {
  id: '5678901234567',
  name: '#1001',
  currency: 'USD',
  total_price: '19.99',
  financial_status: 'paid',
  fulfillment_status: null,
  created_at: '2026-05-04T10:00:00-04:00',
  updated_at: '2026-05-04T10:01:00-04:00',
};

export const numericId = idText.pipe(z.string().regex(/^\d{1,19}$/, 'Digits only'));

export const orderId = numericId.meta({ title: 'Order ID', description: 'Shopify’s own number, not the one customers see.', options: 'orders' });

/** Part of a text that a person can read and that a look-up finds again. */
export const reference = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9._:/#-]{1,80}$/, 'Letters, digits and . _ : / # -')
  .meta({ title: 'Reference', description: 'Your own name of this refund, the same on every try, e.g. RMA-77. It is written into the note, and found again by it.' });
