import { orderEvent } from './order-event';

const channel = orderEvent.channels[0]!;
const order = '{"id":5678901234567,"name":"#1001","currency":"USD","total_price":"19.90","updated_at":"2026-05-04T10:01:00-04:00"}';
const parse = (body: string, headers: Record<string, string> = { 'x-shopify-topic': 'orders/paid' }, topics: readonly string[] = ['orders/paid', 'orders/updated']) =>
  channel.parse({ body, headers }, orderEvent.settings.parse({ topics }));

test('is signed by Shopify’s header over the raw body', () => {
  expect([channel.scheme, channel.signature]).toEqual(['hmac-sha256', { header: 'x-shopify-hmac-sha256', encoding: 'base64' }]);
});

test('names the fact, not the delivery', () => {
  expect(parse(order)).toEqual([
    { dedupeKey: 'orders/paid:5678901234567:once', payload: { topic: 'orders/paid', record: expect.objectContaining({ total_price: '19.90' }) }, labels: { order: '#1001', amount: '19.90', currency: 'USD' } },
  ]);
});

test('an order that changes again is another fact', () => {
  expect(parse(order, { 'x-shopify-topic': 'orders/updated' })[0]?.dedupeKey).toBe('orders/updated:5678901234567:2026-05-04T10:01:00-04:00');
});

test('events that are not chosen are left out', () => {
  expect(parse(order, { 'x-shopify-topic': 'orders/create' })).toEqual([]);
});

test('the sample is such an event', () => {
  expect(orderEvent.event.safeParse(orderEvent.sample).success).toBe(true);
});

test.each([
  ['no topic', order, {}],
  ['no id', '{"name":"#1"}', undefined],
  ['a list', '[]', undefined],
  ['no JSON', 'a=b', undefined],
])('a delivery with %s is refused', (_name, body, headers) => {
  expect(() => parse(body, headers)).toThrow(expect.objectContaining({ code: 'SHOPIFY_EVENT_INVALID' }));
});
