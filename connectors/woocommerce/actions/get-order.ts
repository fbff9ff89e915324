import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callWoo } from '../api';
import { order, orderId, orderSample, orderWire, type Order } from '../orders';
import type { WooSettings } from '../settings';

const input = z.strictObject({ orderId });

export const getOrder = defineAction<WooSettings, z.output<typeof input>, Order>({
  id: 'get-order',
  version: 1,
  title: 'Get an order',
  summary: 'Reads one order with its lines and payments.',
  contract: { class: 'R' },
  input,
  output: order,
  sample: orderSample,
  run: async (context, { orderId: id }) => (await callWoo(context, { method: 'GET', path: `orders/${id}`, answer: orderWire, what: 'order' })).answer,
});
