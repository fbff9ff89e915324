import {
  createSimulatorServer,
  pageRoute,
  type SimulatorReply,
  type SimulatorRequest,
  type SimulatorServer,
} from '@penstock/connector-sdk/simulator';
import { stringifyJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { urlOf, type Surroundings } from '../simulator-address';
import { fetchCardTokens, fetchClientKey } from './card-tokens';
import { OrderDelivery } from './deliver-orders';
import { catalog, orderEvent, orderRequest, totalOf, type OrderRequest } from './order';
import { OrderBook } from './order-book';
import { confirmationPage, shopPage, shopScript } from './shop-page';
import { demoCustomers } from '@penstock/connector-prophet21/simulator';

export interface Shop {
  readonly server: SimulatorServer;
  startDelivering(): void;
  stopDelivering(): void;
}

const placeRequest = z.strictObject({ count: z.int().min(1).max(2_000).default(1) });
const MOST_LINES = 3;
const MOST_PIECES = 4;

/** The demo company's web shop. Cards are typed into the gateway's own frame: the shop only ever sees tokens. */
export function createShop(surroundings: Surroundings, memory: { readonly statePath: string; readonly effectLogPath: string }): Shop {
  const book = new OrderBook();
  const payTrace = urlOf(surroundings, 'paytrace');
  const place = (request: OrderRequest, journal: Pick<SimulatorRequest, 'remember'>) => bookOrder({ book, journal }, request);

  const server: SimulatorServer = createSimulatorServer({
    name: 'shop',
    ...memory,
    restore: (record) => book.restore(record),
    reset: () => book.clear(),
    state: () => ({ orders: book.all().length, pending: book.pending().length }),
    routes: [
      pageRoute('GET', '/', async () => shopPage({ payTrace, clientKey: await fetchClientKey(payTrace), orders: book.all() })),
      pageRoute('GET', '/shop.js', () => ({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: shopScript })),
      pageRoute('GET', '/orders', () => ({ status: 200, body: { orders: book.all().map(summaryOf) } })),
      pageRoute('GET', '/orders/:id', ({ params }) => confirmationPage(book.find(params['id'] ?? ''))),
      pageRoute('GET', '/orders/:id/state', ({ params }) => {
        const order = book.find(params['id'] ?? '');
        return order ? { status: 200, body: summaryOf(order) } : { status: 404, body: { error: 'not-found' } };
      }),
      pageRoute('POST', '/orders', (request) => {
        const parsed = orderRequest.safeParse(JSON.parse(request.bodyText || '{}'));
        if (!parsed.success) return { status: 400, body: { error: 'invalid-order', issues: z.prettifyError(parsed.error) } };
        return place(parsed.data, request);
      }),
      pageRoute('POST', '/__sim/place', async (request) => {
        const { count } = placeRequest.parse(JSON.parse(request.bodyText || '{}'));
        const orderIds = [];
        for (let placed = 0; placed < count; placed += 1) {
          const reply = place(await randomOrder(payTrace, placed), request);
          orderIds.push((reply.body as { orderId: string }).orderId);
        }
        return { status: 201, body: { orderIds } };
      }),
    ],
  });
  const delivery = new OrderDelivery({ book, surroundings, server: () => server });
  return { server, startDelivering: () => delivery.start(), stopDelivering: () => delivery.stop() };
}

function bookOrder({ book, journal }: { readonly book: OrderBook; readonly journal: Pick<SimulatorRequest, 'remember'> }, request: OrderRequest): SimulatorReply {
  const placedAt = new Date().toISOString();
  const id = book.nextId(Date.now());
  const event = orderEvent({ id, placedAt, request });
  if (event === undefined) return { status: 422, body: { error: 'unknown-customer-or-item' } };
  const customer = demoCustomers.find((candidate) => String(candidate.id) === request.customerId)?.name ?? '';
  book.book({ id, placedAt, customer, total: totalOf(request), body: stringifyJson(event), state: 'pending', attempts: 0 }, journal);
  return { status: 201, body: { orderId: id } };
}

const summaryOf = ({ id, placedAt, customer, total, state, attempts }: ReturnType<OrderBook['all']>[number]): Json => ({ id, placedAt, customer, total, state, attempts });

/** Different goods and customers by the number of the order; repeatable, so that a test's orders are known. */
async function randomOrder(payTrace: string, number: number): Promise<OrderRequest> {
  const tokens = await fetchCardTokens(payTrace);
  const lines = Array.from({ length: 1 + (number % MOST_LINES) }, (_, index) => ({
    sku: catalog[(number * 7 + index * 5) % catalog.length]?.sku ?? '',
    quantity: 1 + ((number + index) % MOST_PIECES),
  }));
  const customer = demoCustomers[number % demoCustomers.length] ?? demoCustomers[0];
  return { customerId: String(customer.id), lines, ...tokens };
}
