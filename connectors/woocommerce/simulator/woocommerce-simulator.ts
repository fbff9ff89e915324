import { createSimulatorServer, route, writeRoute, type SimulatorHandler, type SimulatorReply, type SimulatorRequest, type SimulatorServer } from '@penstock/connector-sdk/simulator';
import { Decimal, type Json } from '@penstock/kernel';

export const demoConsumerKey = 'ck_demo0123456789';
export const demoConsumerSecret = 'cs_canary_52ab';

interface Refund {
  readonly id: number;
  readonly amount: string;
  readonly reason: string;
  readonly refunded_payment: boolean;
}

interface Order {
  readonly id: number;
  readonly number: string;
  status: string;
  readonly currency: string;
  readonly total: string;
  readonly date_modified_gmt: string;
  readonly refunds: Refund[];
}

/** Written down, but the gateway gives nothing back. */
export const unpaidAmount = '0.29';
const pageLength = 2;
/** Two of WooCommerce and one of a plugin. */
const statuses = [['processing', 'Processing'], ['completed', 'Completed'], ['awaiting-pickup', 'Awaiting pickup']] as const;

/** Orders 1 … 5, each 29.35 USD and paid. Pages of two. */
export function createWooCommerceSimulator(): SimulatorServer {
  let orders = seeded();
  let lastId = 700;
  const withOrder = (handle: (order: Order, request: SimulatorRequest) => SimulatorReply): SimulatorHandler =>
    signedIn((request) => {
      const order = orders.find(({ id }) => String(id) === request.params.id);
      return order ? handle(order, request) : refused(404, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
    });
  const refund = (order: Order, request: SimulatorRequest): SimulatorReply => {
    const { amount, reason } = request.json() as unknown as { readonly amount: string; readonly reason: string };
    const given = order.refunds.reduce((sum, made) => sum.plus(Decimal.from(made.amount)), Decimal.zero);
    if (given.plus(Decimal.from(amount)).compare(Decimal.from(order.total)) > 0) return refused(400, 'woocommerce_rest_invalid_order_refund', 'Invalid refund amount.');
    const made: Refund = { id: (lastId += 1), amount, reason, refunded_payment: amount !== unpaidAmount };
    order.refunds.push(made);
    if (made.refunded_payment) request.commit({ kind: 'refund', key: reason, id: String(made.id), amount });
    return { status: 201, body: made };
  };
  const change = (order: Order, request: SimulatorRequest): SimulatorReply => {
    const { status } = request.json() as unknown as { readonly status: string };
    if (order.status !== status) {
      order.status = status;
      request.commit({ kind: 'status', key: order.number, id: status });
    }
    return { status: 200, body: publicOrder(order) };
  };
  const api = '/wp-json/wc/v3/orders';
  return createSimulatorServer({
    name: 'woocommerce',
    reset: () => {
      orders = seeded();
    },
    state: () => ({ orders: orders as unknown as Json }),
    routes: [
      route('GET', api, signedIn(({ query }) => listed(matching(orders, query.search), Number(query.page ?? '1')))),
      route('GET', '/wp-json/wc/v3/reports/orders/totals', signedIn(() => ({ status: 200, body: statuses.map(([slug, name]) => ({ slug, name, total: orders.filter(({ status }) => status === slug).length })) }))),
      route('GET', `${api}/:id`, withOrder((order) => ({ status: 200, body: publicOrder(order) }))),
      writeRoute('PUT', `${api}/:id`, withOrder(change)),
      route('GET', `${api}/:id/refunds`, withOrder(({ refunds }) => ({ status: 200, body: refunds }))),
      writeRoute('POST', `${api}/:id/refunds`, withOrder(refund)),
    ],
  });
}

const seeded = (): Order[] =>
  [1, 2, 3, 4, 5].map((id) => ({ id, number: String(id), status: 'processing', currency: 'USD', total: '29.35', date_modified_gmt: `2026-05-04T16:0${id}:00`, refunds: [] }));

const publicOrder = ({ refunds, ...order }: Order) => ({ ...order, refunds: refunds.map(({ id, amount, reason }) => ({ id, reason, total: `-${amount}` })) });

const matching = (orders: readonly Order[], search: string | undefined): readonly Order[] => orders.filter(({ number }) => search === undefined || number.includes(search));

function listed(orders: readonly Order[], page: number): SimulatorReply {
  const from = (page - 1) * pageLength;
  return { status: 200, headers: { 'x-wp-totalpages': String(Math.ceil(orders.length / pageLength)) }, body: orders.slice(from, from + pageLength).map(publicOrder) };
}

const basic = `Basic ${Buffer.from(`${demoConsumerKey}:${demoConsumerSecret}`).toString('base64')}`;

const signedIn =
  (handler: (request: SimulatorRequest) => SimulatorReply): SimulatorHandler =>
  (request) =>
    request.headers['authorization'] === basic ? handler(request) : refused(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');

const refused = (status: number, code: string, message: string): SimulatorReply => ({ status, body: { code, message, data: { status } } });
