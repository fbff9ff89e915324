import { ConnectorFailure, defineTrigger, objectOfBody, plainText, type Delivery, type TriggerEvent } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';

const topics = ['order.created', 'order.updated'] as const;

const settings = z.strictObject({
  topics: z.array(z.enum(topics)).min(1).default(['order.updated']).meta({ title: 'Events' }),
  statuses: z.array(z.string().min(1)).default(['processing']).meta({ title: 'Statuses', description: 'Of the order; processing is paid. Empty: all.', options: 'order-statuses' }),
});
type Settings = z.output<typeof settings>;

const event = z.looseObject({
  topic: z.enum(topics).meta({ title: 'Event' }),
  record: z.looseObject({}).meta({ title: 'Order', description: 'As WooCommerce sends it.' }),
});

/** WooCommerce signs the raw body with the secret of the webhook; the topic stands in a header that it does not sign. */
export const orderEvent = defineTrigger<unknown, Settings>({
  id: 'order-event',
  version: 1,
  title: 'Order in WooCommerce',
  summary: 'WooCommerce tells of orders by a signed webhook.',
  settings,
  event,
  sample: { topic: 'order.updated', record: { id: 727, number: '727', status: 'processing', currency: 'USD', total: '29.35', date_modified_gmt: '2026-05-04T16:01:00' } },
  channels: [
    {
      id: '',
      title: 'WooCommerce webhook',
      scheme: 'hmac-sha256',
      signature: { header: 'x-wc-webhook-signature', encoding: 'base64' },
      contentType: 'application/json',
      parse: eventsOf,
    },
  ],
});

function eventsOf({ headers, body }: Delivery, chosen: Settings): readonly TriggerEvent[] {
  const topic = headers['x-wc-webhook-topic'] ?? '';
  if (topic === '') throw refusal('The header x-wc-webhook-topic is missing, so it is not known what happened. Nothing was started.');
  if (!(chosen.topics as readonly string[]).includes(topic)) return [];
  const record = recordOf(body);
  const [id, status] = [plainText(record.id), plainText(record.status)];
  if (id === '') throw refusal('The body has no id. Nothing was started.');
  if (chosen.statuses.length > 0 && !chosen.statuses.includes(status)) return [];
  // A change of an order that keeps its status is no new fact for a flow that waits for the status.
  return [{ dedupeKey: `${topic}:${id}:${status}`, payload: { topic, record }, labels: labelsOf(record, id) }];
}

const labelsOf = (record: JsonObject, id: string): Record<string, string> => ({
  order: plainText(record.number) || id,
  ...(plainText(record.total) !== '' && { amount: plainText(record.total) }),
  ...(plainText(record.currency) !== '' && { currency: plainText(record.currency) }),
});

function recordOf(body: string): JsonObject {
  const record = objectOfBody(body);
  if (record) return record;
  throw refusal('The body is not a JSON object. Nothing was started.');
}

const refusal = (message: string): ConnectorFailure =>
  new ConnectorFailure({ class: 'config', code: 'WOOCOMMERCE_EVENT_INVALID', message, remedy: 'Point a WooCommerce webhook for orders at this address, and nothing else.' });
