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

  describe('a range of time read again', () => {
    const merchant = { merchant: demoCredentials.username };
    const backfill = async (from: number, to: number) => (await bench.backfill('payment', merchant, { from, to })).flatMap(({ events }) => events);

    test('tells the payments made in it under the keys of the poll, and no others', async () => {
      const { clock } = simulator.server;
      const from = clock.now() + 3_600_000;
      clock.advance(20 * 86_400_000);
      await bench.run('sale-by-customer', { customer_id: 'customerTest123', amount: '29.99', invoice_id: 'WEB-2' });
      clock.advance(86_400_000);
      const to = clock.now();
      clock.advance(3_600_000);
      await bench.run('sale-by-customer', { customer_id: 'customerTest123', amount: '39.99', invoice_id: 'WEB-3' });

      const events = await backfill(from, to);

      const polled = await bench.poll('payment', merchant, { through: from + 20 * 86_400_000 });
      expect(new Set(events.map(({ labels }) => labels?.invoice))).toEqual(new Set(['WEB-2']));
      expect(keysOf(polled.events)).toEqual(expect.arrayContaining(keysOf(events)));
    });

    test('is read in pieces of three days', async () => {
      const { clock } = simulator.server;
      const pages = await bench.backfill('payment', merchant, { from: clock.now() - 10 * 86_400_000, to: clock.now() + 1_000 });

      expect(pages.map(({ events }) => events.length)).toEqual([0, 0, 0, 1]);
    });

    test('keeps its pieces apart: a payment on a border is told once', async () => {
      const { created_at: createdAt } = (await poll()).events[0]?.payload as { created_at: string };
      const created = Date.parse(createdAt);

      const [before, after] = [await backfill(created - 5_000, created), await backfill(created, created + 5_000)];

      expect([before.length, after.length]).toEqual([0, 1]);
    });
  });

  describe('a single payment', () => {
    test('is told as the poll tells it', async () => {
      const { events } = await poll();
      const id = String(events[0]?.labels?.transaction);

      const told = await bench.one('payment', { merchant: demoCredentials.username }, id);

      expect(told).toEqual(events);
    });

    test('that does not exist is told as nothing', async () => {
      expect(await bench.one('payment', { merchant: demoCredentials.username }, '1')).toEqual([]);
    });
  });
});

test('a row that cannot be read is parked and its neighbours are told', async () => {
  const rows = [{ transaction_id: '7', amount: 'much' }, { transaction_id: '8', transaction_type: 'SALE', amount: '1.00', invoice_id: 'I', approval_code: 'TAS1', status_code: 'Y', settled: '' }, {}];
  const http = { send: async () => ({ status: 200, headers: {}, body: JSON.stringify({ success: true, transactions: rows }) }) } as never;
  const clock = { now: () => Date.parse('2026-05-04T12:00Z'), monotonic: () => 0 };
  const bench = testConnector(paytrace, { http, settings: { baseUrl: 'https://api.paytrace.com', username: 'u', integratorId: 'integr8' }, clock });

  const { events, poison } = await bench.poll('payment', { merchant: 'm' }, null);

  expect(events).toHaveLength(1);
  expect(poison?.map(({ key }) => key)).toEqual(['transaction:7', expect.stringContaining('row 3 of')]);
});

test('the time between looks is the builder’s choice', () => {
  const interval = (chosen: object) => payment.poll?.intervalMs?.(payment.settings.parse({ merchant: 'm', ...chosen }));

  expect([interval({}), interval({ pollSeconds: 300 })]).toEqual([undefined, 300_000]);
});
