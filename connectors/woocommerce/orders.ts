import { idText } from '@penstock/connector-sdk';
import { z } from 'zod';

/** What WooCommerce sends; everything else of an order passes through unchanged. */
export const orderWire = z.looseObject({
  id: idText,
  number: z.string().default(''),
  status: z.string(),
  currency: z.string().default(''),
  total: z.string().default(''),
  date_modified_gmt: z.string().nullish(),
});

export const order = z.looseObject({
  id: z.string().meta({ title: 'Order ID' }),
  number: z.string().meta({ title: 'Order number' }),
  status: z.string().meta({ title: 'Status', description: 'pending, processing (paid), on-hold, completed, cancelled, refunded, failed.' }),
  currency: z.string().meta({ title: 'Currency' }),
  total: z.string().meta({ title: 'Total' }),
  date_modified_gmt: z.string().nullish().meta({ title: 'Changed at', description: 'UTC' }),
});
export type Order = z.output<typeof order>;

export const orderSample = { id: '727', number: '727', status: 'processing', currency: 'USD', total: '29.35', date_modified_gmt: '2026-05-04T16:01:00' };

export const orderId = idText.pipe(z.string().regex(/^\d{1,19}$/, 'Digits only')).meta({ title: 'Order ID', options: 'orders' });
