import { createSimulatorServer, route, writeRoute, type SimulatorHandler, type SimulatorReply, type SimulatorRequest, type SimulatorServer } from '@penstock/connector-sdk/simulator';
import { Decimal, type Json } from '@penstock/kernel';

export const demoAccessToken = 'shpat_canary_88d1';

interface Refund {
  readonly id: number;
  readonly note: string;
  readonly transactions: readonly { readonly id: number; readonly kind: string; readonly status: string; readonly amount: string }[];
}

interface Fulfillment {
  readonly id: number;
  readonly status: string;
  readonly tracking_number: string;
}

interface Order {
  readonly id: number;
  readonly name: string;
  readonly currency: string;
  readonly total_price: string;
  readonly updated_at: string;
  readonly refunds: Refund[];
  readonly fulfillments: Fulfillment[];
}

/** The payment provider refuses to give back this amount. */
export const refusedAmount = '0.29';
const firstOrder = 5_000_000_000_001;
const pageLength = 2;
export const warehouse = { id: 655_441_491, name: 'Main warehouse', city: 'Baltimore', active: true };
const closedStore = { id: 655_441_492, name: 'Old store', city: 'Reading', active: false };

/** Orders 1001 … 1005, each 19.99 USD and paid; refunds up to the total, fulfilment once. Pages of two. */
export function createShopifySimulator(): SimulatorServer {
  let orders = seeded();
  let lastId = 900;
  const nextId = () => (lastId += 1);

  const withOrder = (handle: (order: Order, request: SimulatorRequest) => SimulatorReply): SimulatorHandler =>
    signedIn((request) => {
      const order = orders.find(({ id }) => String(id) === request.params.id?.replace(/\.json$/, ''));
      return order ? handle(order, request) : { status: 404, body: { errors: 'Not Found' } };
    });
  const refund = (order: Order, request: SimulatorRequest): SimulatorReply => {
    const { refund: asked } = request.json() as unknown as { readonly refund: { readonly note: string; readonly transactions: readonly { readonly amount: string; readonly parent_id: Json }[] } };
    const amount = asked.transactions[0]?.amount ?? '0';
    const given = order.refunds.flatMap(({ transactions }) => transactions).reduce((sum, { amount: part }) => sum.plus(Decimal.from(part)), Decimal.zero);
    if (given.plus(Decimal.from(amount)).compare(Decimal.from(order.total_price)) > 0) return { status: 422, body: { errors: { base: ['Refund amount exceeds the available amount'] } } };
    const status = amount === refusedAmount ? 'failure' : 'success';
    const made: Refund = { id: nextId(), note: asked.note, transactions: [{ id: nextId(), kind: 'refund', status, amount }] };
    order.refunds.push(made);
    if (status === 'success') request.commit({ kind: 'refund', key: asked.note, id: String(made.id), amount });
    return { status: 201, body: { refund: made } };
  };
  const fulfil = (request: SimulatorRequest): SimulatorReply => {
    const { fulfillment: asked } = request.json() as unknown as {
      readonly fulfillment: { readonly line_items_by_fulfillment_order: readonly { readonly fulfillment_order_id: number }[]; readonly tracking_info: { readonly number: string } };
    };
    const order = orders.find(({ id }) => id === Number(asked.line_items_by_fulfillment_order[0]?.fulfillment_order_id) - 1_000);
    if (!order || order.fulfillments.length > 0) return { status: 422, body: { errors: ['The fulfillment order is not in an open state.'] } };
    const made: Fulfillment = { id: nextId(), status: 'success', tracking_number: asked.tracking_info.number };
    order.fulfillments.push(made);
    request.commit({ kind: 'fulfillment', key: made.tracking_number, id: String(made.id) });
    return { status: 201, body: { fulfillment: made } };
  };
  const shop = '/admin/api/:version';
  return createSimulatorServer({
    name: 'shopify',
    reset: () => {
      orders = seeded();
    },
    state: () => ({ orders: orders as unknown as Json }),
    routes: [
      route('GET', `${shop}/shop.json`, signedIn(() => ({ status: 200, body: { shop: { id: 1, name: 'Demo shop' } } }))),
      route('GET', `${shop}/locations.json`, signedIn(() => ({ status: 200, body: { locations: [warehouse, closedStore] } }))),
      route('GET', `${shop}/orders.json`, signedIn((request) => listed(orders, request))),
      route('GET', `${shop}/orders/:id`, withOrder((order) => ({ status: 200, body: { order: publicOrder(order) } }))),
      route('GET', `${shop}/orders/:id/transactions.json`, withOrder((order) => ({ status: 200, body: { transactions: paymentsOf(order) } }))),
      route('GET', `${shop}/orders/:id/refunds.json`, withOrder(({ refunds }) => ({ status: 200, body: { refunds } }))),
      writeRoute('POST', `${shop}/orders/:id/refunds.json`, withOrder(refund)),
      route('GET', `${shop}/orders/:id/fulfillments.json`, withOrder(({ fulfillments }) => ({ status: 200, body: { fulfillments } }))),
      route('GET', `${shop}/orders/:id/fulfillment_orders.json`, withOrder((order) => ({ status: 200, body: { fulfillment_orders: [{ id: order.id + 1_000, status: order.fulfillments.length > 0 ? 'closed' : 'open', assigned_location_id: warehouse.id }] } }))),
      writeRoute('POST', `${shop}/fulfillments.json`, signedIn(fulfil)),
    ],
  });
}

const seeded = (): Order[] =>
  [0, 1, 2, 3, 4].map((index) => ({
    id: firstOrder + index,
    name: `#${1001 + index}`,
    currency: 'USD',
    total_price: '19.99',
    updated_at: `2026-05-04T10:0${index}:00-04:00`,
    refunds: [],
    fulfillments: [],
  }));

/** An authorisation that was captured: only the capture gives money back. */
const paymentsOf = ({ id, total_price: amount, currency }: Order) =>
  ['authorization', 'capture'].map((kind, index) => ({ id: id + 2_000 + index, kind, status: 'success', amount, currency, gateway: 'paytrace' }));

const publicOrder = ({ refunds: _refunds, fulfillments, ...order }: Order) => ({
  ...order,
  financial_status: 'paid',
  fulfillment_status: fulfillments.length > 0 ? 'fulfilled' : null,
});

const signedIn =
  (handler: (request: SimulatorRequest) => SimulatorReply): SimulatorHandler =>
  (request) =>
    request.headers['x-shopify-access-token'] === demoAccessToken ? handler(request) : { status: 401, body: { errors: '[API] Invalid API key or access token' } };

function listed(orders: readonly Order[], { query, headers }: SimulatorRequest): SimulatorReply {
  if (query.page_info !== undefined && query.updated_at_min !== undefined) return { status: 400, body: { errors: 'page_info cannot be combined with filters' } };
  const named = query.name === undefined ? orders : orders.filter(({ name }) => name.replace('#', '') === query.name?.replace('#', ''));
  const from = Number(query.page_info ?? '0');
  const page = named.slice(from, from + pageLength);
  const more = from + pageLength < named.length;
  const link = `<http://${headers.host ?? 'shop'}/admin/api/2025-10/orders.json?limit=250&page_info=${from + pageLength}>; rel="next"`;
  return { status: 200, ...(more && { headers: { link } }), body: { orders: page.map(publicOrder) } };
}
