import {
  createSimulatorServer,
  pageRoute,
  systemClock,
  withBody,
  type SimulatorReply,
  type SimulatorRequest,
  type SimulatorRoute,
  type SimulatorServer,
  type SimulatorServerOptions,
} from '@penstock/connector-sdk/simulator';
import { messageOf, seededRandom, stringifyJson, type JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { createCardFields, type CardFields } from './card-tokens';
import { confirmationPage } from './confirmation-page';
import { OrderDelivery } from './deliver-orders';
import { orderEvent, orderRequest, priceOrder, type OrderRequest } from './order';
import { OrderBook, type BookedOrder } from './order-book';
import { neighboursOf } from './page-neighbours';
import { randomOrder } from './random-order';
import { shopPage } from './shop-page';
import { shopScript } from './shop-script';

export interface ShopOptions {
  readonly payTraceUrl: string;
  readonly platformUrl: string;
  /** Signs the orders: `whsec_<base64>` or plain text. */
  readonly intakeSecret: string;
  readonly memory?: Pick<SimulatorServerOptions, 'statePath'>;
  readonly firstPauseMs?: number;
  /** Dice of `/__sim/place`. */
  readonly seed?: number;
}

export interface Shop {
  readonly server: SimulatorServer;
  startDelivering(): void;
  stopDelivering(): void;
  /** Settles once the platform has taken every order placed so far. */
  idle(): Promise<void>;
}

const placeRequest = z.strictObject({ count: z.int().min(1).max(2_000).default(1) });

/** The demo company's web shop. Cards are typed into the gateway's own frame: the shop only ever sees tokens. */
export function createShop(options: ShopOptions): Shop {
  const { payTraceUrl, platformUrl, intakeSecret, firstPauseMs } = options;
  const book = new OrderBook();
  const server: SimulatorServer = createSimulatorServer({
    name: 'shop',
    ...options.memory,
    restore: (record) => book.restore(record),
    reset: () => book.clear(),
    state: () => ({ orders: book.all().length, pending: book.pending().size }),
    routes: () =>
      shopRoutes({ ...options, book, cardFields: createCardFields(payTraceUrl), deliver: () => delivery.pump() }),
  });
  const delivery = new OrderDelivery({
    book,
    platformUrl,
    intakeSecret,
    journal: server,
    faults: server.faults,
    ...(firstPauseMs !== undefined && { firstPauseMs }),
  });
  return {
    server,
    startDelivering: () => delivery.start(),
    stopDelivering: () => delivery.stop(),
    idle: () => delivery.idle(),
  };
}

interface ShopParts extends ShopOptions {
  readonly book: OrderBook;
  readonly cardFields: CardFields;
  deliver(): void;
}

function shopRoutes(parts: ShopParts): readonly SimulatorRoute[] {
  const { book, cardFields } = parts;
  const neighbours = (request: SimulatorRequest) => neighboursOf(request.headers['host'], parts);
  const found = (request: SimulatorRequest, show: (order: BookedOrder) => SimulatorReply): SimulatorReply => {
    const order = book.find(request.params['id'] ?? '');
    return order ? show(order) : { status: 404, body: { error: 'not-found' } };
  };
  return [
    pageRoute('GET', '/', (request) => shopPage({ neighbours: neighbours(request), orders: book.newest(8) })),
    pageRoute('GET', '/shop.js', () => ({ status: 200, headers: scriptType, body: shopScript })),
    pageRoute('GET', '/client-key', () => clientKeyReply(cardFields)),
    pageRoute('GET', '/orders', () => ({ status: 200, body: { orders: book.all().map(summaryOf) } })),
    pageRoute('POST', '/orders', (request) =>
      withBody(request, orderRequest, (order) => placed(parts, request, order)),
    ),
    pageRoute('GET', '/orders/:id', (request) =>
      confirmationPage(book.find(request.params['id'] ?? ''), neighbours(request)),
    ),
    pageRoute('GET', '/orders/:id/state', (request) =>
      found(request, (order) => ({ status: 200, body: summaryOf(order) })),
    ),
    pageRoute('POST', '/__sim/place', placeRandomOrders(parts)),
    pageRoute('GET', '/__sim/outbox', () => ({ status: 200, body: { orders: book.all().map(({ id, body }) => ({ id, body })) } })),
  ];
}

const scriptType = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };

async function clientKeyReply(cardFields: CardFields): Promise<SimulatorReply> {
  try {
    return { status: 200, headers: { 'cache-control': 'no-store' }, body: { clientKey: await cardFields.clientKey() } };
  } catch (error) {
    return { status: 503, body: { error: messageOf(error) } };
  }
}

function placed(
  parts: Pick<ShopParts, 'book' | 'deliver'>,
  journal: SimulatorRequest,
  request: OrderRequest,
): SimulatorReply {
  const priced = priceOrder(request);
  if (!priced) return { status: 422, body: { error: 'unknown-customer-or-item' } };
  const now = systemClock.now();
  const placedAt = new Date(now).toISOString();
  const id = parts.book.nextId(now);
  const body = stringifyJson(orderEvent({ id, placedAt, priced, tokens: request }));
  const order: BookedOrder = {
    id,
    placedAt,
    customer: priced.customer.name,
    total: priced.total.toString(),
    body,
    state: 'pending',
    attempts: 0,
    lastAnswer: '',
  };
  // In the journal before the customer is told: from here on the order cannot be lost.
  parts.book.book(order, journal);
  parts.deliver();
  return { status: 201, body: { orderId: id } };
}

function placeRandomOrders(parts: ShopParts): SimulatorRoute['handler'] {
  const random = seededRandom(parts.seed ?? systemClock.now());
  return (request) =>
    withBody(request, placeRequest, async ({ count }) => {
      const orderIds: string[] = [];
      while (orderIds.length < count) {
        const order = { ...randomOrder(random), ...(await parts.cardFields.tokens()) };
        const { orderId } = placed(parts, request, order).body as { readonly orderId: string };
        orderIds.push(orderId);
      }
      return { status: 201, body: { orderIds } };
    });
}

const summaryOf = ({ id, placedAt, customer, total, state, attempts, lastAnswer }: BookedOrder): JsonObject => ({
  id,
  placedAt,
  customer,
  total,
  state,
  attempts,
  lastAnswer,
});
