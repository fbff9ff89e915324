import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPayTraceSimulator } from '@penstock/connector-paytrace/simulator';
import { createSimulatorServer, pageRoute, type SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { verifyStandardWebhook } from '@penstock/runtime-adapters';
import { createShop, type Shop, type ShopOptions } from './shop';

const secret = 'whsec_c2hvcC10ZXN0LXNlY3JldC0wMDE=';
const anOrder = {
  customerId: '100198',
  lines: [{ sku: 'VLV-BALL-050', quantity: 2 }],
  hpf_token: 'hpf_one',
  enc_key: 'key_one',
};

/** Everything a test has opened, closed in the opposite order. */
const opened: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Stands for the platform: answers with what `statuses` says, then with 202. */
async function aReceiver(statuses: readonly number[] = []) {
  const received: SimulatorRequest[] = [];
  const take = (request: SimulatorRequest) => {
    received.push(request);
    return { status: statuses[received.length - 1] ?? 202 };
  };
  const routes = [pageRoute('POST', '/hooks/sandbox/shop-orders', take)];
  const server = createSimulatorServer({ name: 'receiver', routes, reset: () => undefined, state: () => ({}) });
  opened.push(() => server.close());
  return { received, url: (await server.listen()).url };
}

async function aPayTrace(): Promise<string> {
  const payTrace = createPayTraceSimulator();
  opened.push(() => payTrace.close());
  return (await payTrace.listen(0)).url;
}

async function openShop(options: Partial<ShopOptions> = {}) {
  const shop = createShop({
    payTraceUrl: 'http://127.0.0.1:9',
    platformUrl: 'http://127.0.0.1:9',
    intakeSecret: secret,
    firstPauseMs: 1,
    ...options,
  });
  opened.push(() => close(shop));
  const { url } = await shop.server.listen();
  return { shop, url };
}

async function close({ server, stopDelivering }: Shop): Promise<void> {
  stopDelivering();
  await server.close();
}

async function post(url: string, body: unknown) {
  const answer = await fetch(url, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) });
  return {
    status: answer.status,
    body: (await answer.json()) as { orderId: string; orderIds: string[]; error?: string },
  };
}

async function stateOf(url: string, orderId: string) {
  return (await (await fetch(`${url}/orders/${orderId}/state`)).json()) as {
    state: string;
    attempts: number;
    lastAnswer: string;
  };
}

describe('a placed order', () => {
  test('is told to the platform with a valid signature', async () => {
    const receiver = await aReceiver();
    const { shop, url } = await openShop({ platformUrl: receiver.url });
    shop.startDelivering();

    const { status, body } = await post(`${url}/orders`, anOrder);
    await shop.idle();

    const { headers, bodyText } = receiver.received[0]!;
    expect(status).toBe(201);
    expect(verifyStandardWebhook({ headers, body: bodyText }, { secrets: [secret], now: Date.now() })).toMatchObject({
      valid: true,
      messageId: `msg_${body.orderId}`,
    });
    expect(bodyText).toContain('"total":19.20');
    expect(await stateOf(url, body.orderId)).toMatchObject({
      state: 'delivered',
      attempts: 1,
      lastAnswer: 'answered 202',
    });
  });

  test('is told again, as the same message, until it is taken', async () => {
    const receiver = await aReceiver([500, 503, 401]);
    const { shop, url } = await openShop({ platformUrl: receiver.url });
    shop.startDelivering();

    const { body } = await post(`${url}/orders`, anOrder);
    await shop.idle();

    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual(Array(4).fill(`msg_${body.orderId}`));
    expect(new Set(receiver.received.map(({ bodyText }) => bodyText)).size).toBe(1);
    expect(await stateOf(url, body.orderId)).toMatchObject({ state: 'delivered', attempts: 4 });
  });

  test('is told twice when deliveries are doubled', async () => {
    const receiver = await aReceiver();
    const { shop, url } = await openShop({ platformUrl: receiver.url });
    await post(`${url}/__sim/faults`, { duplicateWebhooks: 1 });
    shop.startDelivering();

    await post(`${url}/orders`, anOrder);
    await shop.idle();

    expect(receiver.received).toHaveLength(2);
    expect(receiver.received[0]?.headers['webhook-id']).toBe(receiver.received[1]?.headers['webhook-id']);
  });

  test('is told by the next process when this one dies first', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'penstock-shop-'));
    opened.push(() => rmSync(folder, { recursive: true }));
    const memory = { statePath: join(folder, 'shop.jsonl') };
    const receiver = await aReceiver();
    const before = await openShop({ platformUrl: receiver.url, memory });
    const { body } = await post(`${before.url}/orders`, anOrder);
    await close(before.shop);
    opened.pop();

    const after = await openShop({ platformUrl: receiver.url, memory });
    after.shop.startDelivering();
    await after.shop.idle();

    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([`msg_${body.orderId}`]);
    expect(await stateOf(after.url, body.orderId)).toMatchObject({ state: 'delivered' });
  });

  test('has a page that says where it is', async () => {
    const { url } = await openShop();
    const { body } = await post(`${url}/orders`, anOrder);

    const page = await (await fetch(`${url}/orders/${body.orderId}`)).text();

    expect(page).toContain(`Order ${body.orderId}`);
    expect(page).toContain('The order is on its way to Penstock.');
  });
});

describe('an order the shop cannot take', () => {
  test.each([
    ['malformed JSON', '{"customerId":', 400],
    ['no lines', { ...anOrder, lines: [] }, 400],
    ['a quantity below one', { ...anOrder, lines: [{ sku: 'VLV-BALL-050', quantity: 0 }] }, 400],
    ['card data beside the tokens', { ...anOrder, card_number: '4012000098765439' }, 400],
    ['an unknown customer', { ...anOrder, customerId: '1' }, 422],
    ['unknown goods', { ...anOrder, lines: [{ sku: 'NONE', quantity: 1 }] }, 422],
  ])('is refused and not kept: %s', async (_, body, status) => {
    const { url } = await openShop();

    const answer = await post(`${url}/orders`, body);

    expect(answer.status).toBe(status);
    expect(await (await fetch(`${url}/orders`)).json()).toEqual({ orders: [] });
  });
});

describe('the shop front', () => {
  test('opens the card fields with a key of the gateway', async () => {
    const { url } = await openShop({ payTraceUrl: await aPayTrace() });

    const answer = await fetch(`${url}/client-key`);

    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ clientKey: expect.stringMatching(/^[0-9a-f]{48}$/) });
  });

  test('shows the goods while the gateway is away', async () => {
    const { url } = await openShop();

    const page = await fetch(url);

    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Ball valve brass 1/2 in');
    expect((await fetch(`${url}/client-key`)).status).toBe(503);
  });

  test('lets only the gateway’s script and frame in', async () => {
    const { url } = await openShop({ payTraceUrl: 'http://127.0.0.1:4010' });

    const { headers } = await fetch(url);

    const policy = headers.get('content-security-policy');
    expect(policy).toContain("script-src 'self' http://127.0.0.1:4010;");
    expect(policy).toContain('frame-src http://127.0.0.1:4010;');
  });
});

describe('orders placed for a test', () => {
  test('have a number and a card token of their own', async () => {
    const receiver = await aReceiver();
    const { shop, url } = await openShop({ platformUrl: receiver.url, payTraceUrl: await aPayTrace(), seed: 5 });
    shop.startDelivering();

    const { body } = await post(`${url}/__sim/place`, { count: 5 });
    await shop.idle();

    const tokens = receiver.received.map(({ bodyText }) => /"hpf_token":"(hpf_[0-9a-f]+)"/.exec(bodyText)?.[1]);
    expect(new Set(body.orderIds).size).toBe(5);
    expect(new Set(tokens).size).toBe(5);
  });

  test('are refused in nonsensical numbers', async () => {
    const { url } = await openShop();

    const { status } = await post(`${url}/__sim/place`, { count: 0 });

    expect(status).toBe(400);
  });
});
