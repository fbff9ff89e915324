import { ConnectorFailure, defineTrigger, type Delivery, type TriggerEvent } from '@penstock/connector-sdk';
import { parseJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { readPath, textOf } from './json-path';

const path = z.string().regex(/^[^.\s]+(\.[^.\s]+)*$/, 'Names joined by dots, e.g. order.id');

const settings = z.strictObject({
  dedupeField: path.optional().meta({
    title: 'Field that names the event',
    description:
      'Path to the value that stays the same when the sender repeats itself, e.g. order.id. Without it, the sender’s message id (header webhook-id) is used.',
  }),
  labels: z
    .record(z.string().min(1), path)
    .default({})
    .meta({ title: 'Labels', description: 'Values to find the run by, e.g. invoice → order.number.' }),
});
type Settings = z.output<typeof settings>;

/** JSON of any shape, signed by the Standard Webhooks scheme. */
export const signedWebhook = defineTrigger<unknown, Settings>({
  id: 'signed-webhook',
  version: 1,
  title: 'Signed webhook',
  summary: 'Another program posts JSON, signed with the intake secret.',
  settings,
  event: z.unknown(),
  sample: { order: { id: 'WEB-1001', total: '19.99', currency: 'USD' } },
  channels: [
    {
      id: '',
      title: 'Signed JSON',
      scheme: 'standard-webhooks',
      contentType: 'application/json',
      parse: (delivery, chosen) => [eventOf(delivery, chosen)],
    },
  ],
});

function eventOf(delivery: Delivery, { dedupeField, labels }: Settings): TriggerEvent {
  const payload = jsonOf(delivery.body);
  const found = Object.entries(labels).map(([name, at]) => [name, textOf(readPath(payload, at))] as const);
  return {
    dedupeKey: dedupeField === undefined ? messageId(delivery) : businessId(payload, dedupeField),
    payload,
    labels: Object.fromEntries(found.filter((label): label is readonly [string, string] => label[1] !== undefined)),
  };
}

function jsonOf(body: string): Json {
  try {
    return parseJson(body);
  } catch (error) {
    throw refusal('WEBHOOK_NOT_JSON', 'The body is not valid JSON. Nothing was started.', error);
  }
}

/** Without its naming field two different events would look alike, so the delivery is refused instead of guessed. */
function businessId(payload: Json, field: string): string {
  const id = textOf(readPath(payload, field));
  if (id === undefined || id === '') {
    throw refusal('WEBHOOK_ID_MISSING', `The body has no text or number at ${field}, which names the event. Nothing was started.`);
  }
  return id;
}

function messageId({ headers }: Delivery): string {
  const id = headers['webhook-id'];
  if (!id) throw refusal('WEBHOOK_ID_MISSING', 'The header webhook-id is missing. Nothing was started.');
  return id;
}

const refusal = (code: string, message: string, cause?: unknown): ConnectorFailure =>
  new ConnectorFailure(
    { class: 'config', code, message, remedy: 'Change what the sender posts, or the field chosen in the trigger.' },
    { cause },
  );
