import { ConnectorFailure, defineTrigger, objectOfBody, plainText, type Delivery, type TriggerEvent } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { paidOrderSample } from './order-sample';

const topics = ['orders/create', 'orders/paid', 'orders/updated', 'orders/fulfilled', 'orders/cancelled', 'refunds/create'] as const;

const settings = z.strictObject({
  topics: z.array(z.enum(topics)).min(1).default(['orders/paid']).meta({ title: 'Events', description: 'Which start the flow. Others that Shopify sends to this address are left out.' }),
});
type Settings = z.output<typeof settings>;

const event = z.looseObject({
  topic: z.enum(topics).meta({ title: 'Event' }),
  record: z.looseObject({}).meta({ title: 'Order or refund', description: 'As Shopify sends it.' }),
});

/** Shopify signs the raw body with the app’s client secret; topic and shop stand in headers that it does not sign. */
export const orderEvent = defineTrigger<unknown, Settings>({
  id: 'order-event',
  version: 1,
  title: 'Order or refund in Shopify',
  summary: 'Shopify tells of orders and refunds by a signed webhook.',
  settings,
  event,
  sample: { topic: 'orders/paid', record: paidOrderSample },
  channels: [
    {
      id: '',
      title: 'Shopify webhook',
      scheme: 'hmac-sha256',
      signature: { header: 'x-shopify-hmac-sha256', encoding: 'base64' },
      contentType: 'application/json',
      parse: eventsOf,
    },
  ],
});

function eventsOf({ headers, body }: Delivery, chosen: Settings): readonly TriggerEvent[] {
  const topic = headers['x-shopify-topic'] ?? '';
  if (topic === '') throw refusal('The header x-shopify-topic is missing, so it is not known what happened. Nothing was started.');
  if (!(chosen.topics as readonly string[]).includes(topic)) return [];
  const record = recordOf(body);
  const id = plainText(record.id);
  if (id === '') throw refusal('The body has no id. Nothing was started.');
  return [{ dedupeKey: `${topic}:${id}:${momentOf(topic, record)}`, payload: { topic, record }, labels: labelsOf(record, id) }];
}

/** An order is created, paid or cancelled once; it is changed many times, each with its own moment. */
const momentOf = (topic: string, record: JsonObject): string => (topic === 'orders/updated' || topic === 'orders/fulfilled' ? plainText(record.updated_at) : 'once');

function labelsOf(record: JsonObject, id: string): Record<string, string> {
  const labels = { order: plainText(record.name) || plainText(record.order_id) || id, amount: plainText(record.total_price), currency: plainText(record.currency) };
  return Object.fromEntries(Object.entries(labels).filter(([, text]) => text !== ''));
}

function recordOf(body: string): JsonObject {
  const record = objectOfBody(body);
  if (record) return record;
  throw refusal('The body is not a JSON object. Nothing was started.');
}

const refusal = (message: string): ConnectorFailure =>
  new ConnectorFailure({ class: 'config', code: 'SHOPIFY_EVENT_INVALID', message, remedy: 'Point a Shopify webhook in JSON format at this address, and nothing else.' });
