import { orderEvent } from './order-event';

const channel = orderEvent.channels[0]!;
const order = '{"id":727,"number":"727","status":"processing","currency":"USD","total":"29.30"}';
const parse = (body: string, headers: Record<string, string> = { 'x-wc-webhook-topic': 'order.updated' }, chosen: object = {}) =>
  channel.parse({ body, headers }, orderEvent.settings.parse(chosen));

test('is signed by the webhook’s header over the raw body', () => {
  expect([channel.scheme, channel.signature]).toEqual(['hmac-sha256', { header: 'x-wc-webhook-signature', encoding: 'base64' }]);
});

test('names the order and the status it has reached', () => {
  expect(parse(order)).toEqual([
    { dedupeKey: 'order.updated:727:processing', payload: { topic: 'order.updated', record: expect.objectContaining({ total: '29.30' }) }, labels: { order: '727', amount: '29.30', currency: 'USD' } },
  ]);
});

test.each([
  ['another event', { 'x-wc-webhook-topic': 'order.deleted' }, {}],
  ['another status', undefined, { statuses: ['completed'] }],
])('%s is left out', (_name, headers, chosen) => {
  expect(parse(order, headers, chosen)).toEqual([]);
});

test('without chosen statuses all of them start', () => {
  expect(parse('{"id":1,"status":"failed"}', undefined, { statuses: [] })).toHaveLength(1);
});

test.each([
  ['no topic', order, {}],
  ['no id', '{"status":"processing"}', undefined],
  ['a list', '[]', undefined],
  ['the form that tries the address', 'webhook_id=17', undefined],
])('a delivery with %s is refused', (_name, body, headers) => {
  expect(() => parse(body, headers)).toThrow(expect.objectContaining({ code: 'WOOCOMMERCE_EVENT_INVALID' }));
});
