import { testConnector, createLoopbackHttpClient, type ConnectorBench } from '@penstock/connector-sdk/testing';
import type { TriggerEvent } from '@penstock/connector-sdk';
import { recorded } from '../testing/recorded';
import { paytrace } from '../index';
import { createPayTraceSimulator, demoCredentials, type GatewayEvent, type PayTraceSimulator } from '../simulator';

const payment = paytrace.triggers[0]!;
const settings = payment.settings.parse({ merchant: demoCredentials.username });
const channelOf = (id: string) => payment.channels.find((channel) => channel.id === id)!;

const webhook = (body: object | string, chosen: unknown = settings) =>
  channelOf('').parse({ headers: {}, body: typeof body === 'string' ? body : JSON.stringify(body) }, chosen);
const silentPost = (parmList: string) =>
  channelOf('silent-post').parse({ headers: {}, body: new URLSearchParams({ parmList }).toString() }, settings);

const fact = { transaction_id: 392483066, status: 'Approved', amount: 19.9, invoice_id: 'WEB-1001' };

describe('signed webhook', () => {
  test('names the payment by merchant, transaction and status', () => {
    const [event] = webhook(fact);

    expect(event).toEqual({
      dedupeKey: 'demo-merchant:392483066:approved',
      payload: { merchant: 'demo-merchant', transaction_id: '392483066', status: 'approved', amount: '19.90', invoice_id: 'WEB-1001', source: 'webhook' },
      labels: { transaction: '392483066', status: 'approved', invoice: 'WEB-1001', amount: '19.90', currency: 'USD' },
    });
  });

  test('takes the envelope of type and data', () => {
    const { status: _status, ...data } = fact;

    const [event] = webhook({ type: 'payment.refunded', timestamp: '2026-05-04T12:00:00Z', data });

    expect(event?.dedupeKey).toBe('demo-merchant:392483066:refunded');
  });

  test('hands on members it does not know', () => {
    const [event] = webhook({ ...fact, order: { lines: [1] } });

    expect((event?.payload as { order: unknown }).order).toEqual({ lines: [1] });
  });

  test('leaves out statuses that were not chosen', () => {
    expect(webhook(fact, payment.settings.parse({ merchant: 'm', statuses: ['settled'] }))).toEqual([]);
  });

  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['no transaction', { status: 'approved' }],
    ['an unknown status', { ...fact, status: 'maybe' }],
    ['a third decimal', { ...fact, amount: '19.999' }],
  ])('refuses %s', (_name, body) => {
    expect(() => webhook(body)).toThrow(expect.objectContaining({ code: 'PAYTRACE_EVENT_INVALID', class: 'config' }));
  });
});

describe('silent post', () => {
  test('reads the recorded parmList as an approval', () => {
    const { parmList } = recorded('legacy-silent-post-secure-checkout').request.body as { parmList: string };

    const [event] = silentPost(parmList);

    expect(event?.dedupeKey).toBe('demo-merchant:62279788:approved');
    expect(event?.payload).toEqual({ merchant: 'demo-merchant', transaction_id: '62279788', status: 'approved', invoice_id: '123456', source: 'silent-post' });
  });

  test('reads an empty approval code as a decline', () => {
    expect(silentPost('ORDERID~1|TRANSACTIONID~2|APPCODE~|')[0]?.dedupeKey).toBe('demo-merchant:2:declined');
  });

  test('starts nothing for a customer without a transaction', () => {
    expect(silentPost('ORDERID~1|CUSTOMERID~7|')).toEqual([]);
  });

  test('refuses a form without parmList', () => {
    expect(() => channelOf('silent-post').parse({ headers: {}, body: 'a=b' }, settings)).toThrow('parmList');
  });
});

describe('polling', () => {
  let simulator: PayTraceSimulator;
  let bench: ConnectorBench;
  let pushed: GatewayEvent[];

  beforeEach(async () => {
    pushed = [];
    simulator = createPayTraceSimulator({ onEvent: (event) => pushed.push(event) });
    const { url } = await simulator.listen();
    const entered = { baseUrl: url, username: demoCredentials.username, integratorId: demoCredentials.integratorId };
    const connection = paytrace.connection!;
    const http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(entered), secrets: { password: demoCredentials.password } });
    bench = testConnector(paytrace, { http, settings: entered, clock: simulator.server.clock });
    await bench.run('sale-by-customer', { customer_id: 'customerTest123', amount: '19.99', invoice_id: 'WEB-1' });
  });

  afterEach(() => simulator.close());

  const keysOf = (events: readonly TriggerEvent[]) => events.map(({ dedupeKey }) => dedupeKey);
  const poll = (cursor: Parameters<ConnectorBench['poll']>[2] = null) => bench.poll('payment', { merchant: demoCredentials.username }, cursor);

  test('finds the payment under the same key as the webhook', async () => {
    const { events, more } = await poll();

    expect(keysOf(events)).toEqual(keysOf(webhook(pushed[0]!)));
    expect(more).toBe(false);
  });

  test('tells approval and settlement of a settled payment', async () => {
    simulator.settle();

    const { events } = await poll();

    expect(events.map(({ labels }) => labels?.status)).toEqual(['approved', 'settled']);
  });

  test('tells only the void of a voided payment', async () => {
    await bench.run('void', { transaction_id: String(simulator.transactions()[0]?.id) });

    const { events } = await poll();

    expect(events.map(({ labels }) => labels?.status)).toEqual(['voided']);
  });

  test('reads two days again from its cursor', async () => {
    const first = await poll();
    simulator.server.clock.advance(47 * 3_600_000);

    const second = await poll(first.cursor);

    expect(keysOf(second.events)).toContain(keysOf(first.events)[0]);
  });

  test('catches up a long pause week by week', async () => {
    const first = await poll();
    simulator.server.clock.advance(30 * 86_400_000);

    const second = await poll(first.cursor);
    const third = await poll(second.cursor);

    expect([second.more, third.more]).toEqual([true, true]);
    expect((third.cursor as { through: number }).through).toBeGreaterThan((second.cursor as { through: number }).through);
  });
});
