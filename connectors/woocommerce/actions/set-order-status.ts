import { defineAction, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import { z } from 'zod';
import { callWoo } from '../api';
import { orderId, orderWire } from '../orders';
import type { WooContext, WooSettings } from '../settings';

const input = z.strictObject({
  orderId,
  status: z.enum(['processing', 'on-hold', 'completed', 'cancelled']).default('completed').meta({ title: 'New status', description: 'completed: everything was sent. WooCommerce writes to the customer once, when the status changes.' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({ id: z.string().meta({ title: 'Order ID' }), status: z.string().meta({ title: 'Status' }) });
type Output = z.output<typeof output>;

/** Setting the status an order already has changes nothing and writes to nobody. */
export const setOrderStatus = defineAction<WooSettings, Input, Output>({
  id: 'set-order-status',
  version: 1,
  title: 'Set the status of an order',
  summary: 'Marks an order as sent, on hold or cancelled. Moves no money.',
  contract: {
    class: 'I',
    kind: 'master-data',
    businessKey: (change) => `status:${change.orderId}:${change.status}`,
    verify: findStatus,
    visibilityLagMs: 0,
    maxProcessingMs: 60_000,
  },
  input,
  output,
  sample: { id: '727', status: 'completed' },
  async run(context, { orderId: id, status }) {
    const { answer } = await callWoo(context, { method: 'PUT', path: `orders/${id}`, json: { status }, answer: orderWire, what: 'order' });
    return { id: answer.id, status: answer.status };
  },
  remoteId: ({ id }) => id,
});

async function findStatus(context: WooContext, { input: { orderId: id, status } }: SentEffect<Input>): Promise<Verdict<Output>> {
  const { answer } = await callWoo(context, { method: 'GET', path: `orders/${id}`, answer: orderWire, what: 'order' });
  return answer.status === status
    ? { verdict: 'found', output: { id: answer.id, status }, remoteId: answer.id }
    : { verdict: 'absent', evidence: `Order ${answer.number || answer.id} is ${answer.status}.` };
}
