import { describeConnector, type Delivery } from '@penstock/connector-sdk';
import { webhook } from '../index';

const channel = webhook.triggers[0]!.channels[0]!;
const parse = (body: string, chosen: object, headers: Delivery['headers'] = {}) =>
  channel.parse({ body, headers }, webhook.triggers[0]!.settings.parse(chosen));

const order = '{"order":{"id":"WEB-1001","total":19.90,"lines":[{"sku":"P-1"}]}}';

test('names the event by the chosen field', () => {
  const [event] = parse(order, { dedupeField: 'order.id' });

  expect(event?.dedupeKey).toBe('WEB-1001');
});

test('keeps amounts as they were written', () => {
  const [event] = parse(order, { dedupeField: 'order.id' });

  expect(String((event?.payload as { order: { total: unknown } }).order.total)).toBe('19.90');
});

test('takes labels from the body and leaves out absent ones', () => {
  const [event] = parse(order, { dedupeField: 'order.id', labels: { invoice: 'order.id', sku: 'order.lines.0.sku', none: 'a.b' } });

  expect(event?.labels).toEqual({ invoice: 'WEB-1001', sku: 'P-1' });
});

test('names the event by the message id without a field', () => {
  const [event] = parse(order, {}, { 'webhook-id': 'msg_1' });

  expect(event?.dedupeKey).toBe('msg_1');
});

test.each([
  ['a body that is not JSON', '{"order":', { dedupeField: 'order.id' }, 'WEBHOOK_NOT_JSON'],
  ['a body without the field', '{"order":{}}', { dedupeField: 'order.id' }, 'WEBHOOK_ID_MISSING'],
  ['an inherited name as field', '{}', { dedupeField: 'constructor' }, 'WEBHOOK_ID_MISSING'],
  ['no message id', order, {}, 'WEBHOOK_ID_MISSING'],
])('refuses %s', (_name, body, chosen, code) => {
  expect(() => parse(body, chosen)).toThrow(expect.objectContaining({ code, class: 'config' }));
});

test('describes itself without a connection', () => {
  const description = describeConnector(webhook);

  expect([description.connection, description.triggers[0]?.channels[0]?.scheme]).toEqual([undefined, 'standard-webhooks']);
});
