import { paytrace } from '../index';
import { demoCredentials } from '../simulator';
import { openGateway, v3Settings, type GatewayBench } from '../testing/gateway-bench';

const merchant = { merchant: demoCredentials.username };
const dayMs = 86_400_000;

let gateway: GatewayBench;

afterEach(() => gateway.simulator.close());

async function open(settings: object = {}, customer = 'customerTest123'): Promise<void> {
  gateway = await openGateway(settings);
  gateway.simulator.server.clock.setNow(Date.UTC(2026, 4, 4, 19));
  await gateway.bench.run('sale-by-customer', { customer_id: customer, amount: '19.99', invoice_id: 'A' });
  gateway.simulator.server.clock.setNow(Date.UTC(2026, 4, 5, 4));
}

test.each([
  ['v1', {}, 'customerTest123'],
  ['v3', v3Settings, '123456789'],
])('a batch that closed in the evening is told (%s)', async (_api, settings, customer) => {
  await open(settings, customer);

  const { events, more } = await gateway.bench.poll('batch-closed', merchant, null);

  expect(more).toBe(false);
  expect(events).toEqual([
    {
      dedupeKey: 'demo-merchant:batch:1:2026-05-05T03:00:00.000Z',
      labels: { batch: '1', amount: '19.99', currency: 'USD' },
      payload: {
        merchant: 'demo-merchant',
        batch_number: '1',
        closed_at: '2026-05-05T03:00:00.000Z',
        transaction_count: '1',
        net_amount: '19.99',
        sales_count: '1',
        sales_amount: '19.99',
        refund_count: '0',
        refund_amount: '0.00',
      },
    },
  ]);
});

test('is told again under the same key, and no more after two days', async () => {
  await open();
  const first = await gateway.bench.poll('batch-closed', merchant, null);
  gateway.simulator.server.clock.advance(dayMs);
  const second = await gateway.bench.poll('batch-closed', merchant, first.cursor);
  gateway.simulator.server.clock.advance(4 * dayMs);
  const third = await gateway.bench.poll('batch-closed', merchant, { through: gateway.simulator.server.clock.now() });

  expect(second.events.map(({ dedupeKey }) => dedupeKey)).toEqual(first.events.map(({ dedupeKey }) => dedupeKey));
  expect(third.events).toEqual([]);
});

test('a batch of refunds has a net below zero', async () => {
  await open();
  gateway.simulator.settle();
  const id = String(gateway.simulator.transactions()[0]?.id);
  await gateway.bench.poll('batch-closed', merchant, null);
  await gateway.bench.run('refund-transaction', { transaction_id: id, amount: '7.50' });
  gateway.simulator.settle();

  expect(await gateway.bench.run('get-batch', {})).toMatchObject({ batch_number: '2', net_amount: '-7.50', refund_count: '1' });
});

test('a range is read in pieces and keeps its borders', async () => {
  await open();
  const closed = Date.UTC(2026, 4, 5, 3);
  const within = async (from: number, to: number) => (await gateway.bench.backfill('batch-closed', merchant, { from, to })).flatMap(({ events }) => events).length;

  expect([await within(closed - 1_000, closed), await within(closed, closed + 1_000), await within(closed - 30 * dayMs, closed + dayMs)]).toEqual([0, 1, 1]);
});

test('the time between looks is the builder’s choice', () => {
  const trigger = paytrace.triggers.find(({ id }) => id === 'batch-closed')!;

  expect(trigger.poll?.intervalMs?.(trigger.settings.parse({ ...merchant, pollSeconds: 300 }))).toBe(300_000);
});
