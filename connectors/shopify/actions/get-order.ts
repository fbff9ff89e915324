import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callShop } from '../api';
import { order, orderId, orderSample, orderWire, type Order } from '../orders';
import type { ShopifySettings } from '../settings';

const input = z.strictObject({ orderId });

export const getOrder = defineAction<ShopifySettings, z.output<typeof input>, Order>({
  id: 'get-order',
  version: 1,
  title: 'Get an order',
  summary: 'Reads one order with its lines and payments.',
  contract: { class: 'R' },
  input,
  output: order,
  sample: orderSample,
  async run(context, { orderId: id }) {
    const answer = await callShop(context, { method: 'GET', path: `orders/${id}.json`, answer: z.looseObject({ order: orderWire }), what: 'order' });
    return answer.order;
  },
});
