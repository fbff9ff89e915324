import { createPayTraceSimulator, demoCredentials, type PayTraceSimulator } from './index';

let simulator: PayTraceSimulator;
let url: string;

beforeEach(async () => {
  simulator = createPayTraceSimulator();
  url = (await simulator.listen()).url;
  simulator.server.clock.setNow(Date.UTC(2026, 4, 4, 19));
});

afterEach(() => simulator.close());

/** Signs in for every call: the clock is moved past the life of a token between them. */
async function call(path: string, body: object): Promise<Record<string, unknown>> {
  const { username, password } = demoCredentials;
  const form = new URLSearchParams({ grant_type: 'password', username, password });
  const { access_token: token } = (await (await fetch(`${url}/oauth/token`, { method: 'POST', body: form })).json()) as { access_token: string };
  const response = await fetch(`${url}/v1/${path}`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: JSON.stringify(body) });
  return (await response.json()) as Record<string, unknown>;
}

const plan = (change: object = {}) =>
  call('recurrence/create', {
    customer_id: 'customerTest123',
    recurrence: { amount: '24.95', frequency: '6', start_date: '05/05/2026', total_count: '3', transaction_type: 'Sale', description: 'Plan', ...change },
  });

const scheduled = async () => (await call('recurrence/export_scheduled', { customer_id: 'customerTest123' })).recurrences as { next: string; current_count: number }[];

test('a plan charges on its days, each charge settles the same evening, and it ends', async () => {
  await plan();
  simulator.server.clock.setNow(Date.UTC(2026, 4, 6, 19));

  expect(await scheduled()).toMatchObject([{ next: '5/7/2026', current_count: 2 }]);
  expect(simulator.transactions().map(({ amount, state, createdAt }) => [amount, state, new Date(createdAt).toISOString()])).toEqual([
    ['24.95', 'settled', '2026-05-05T07:30:00.000Z'],
    ['24.95', 'pending', '2026-05-06T07:30:00.000Z'],
  ]);

  simulator.server.clock.setNow(Date.UTC(2026, 4, 20));
  expect(await scheduled()).toEqual([]);
  expect(simulator.transactions()).toHaveLength(3);
});

test('three evenings in one jump of the clock make three batches', async () => {
  await plan();
  simulator.server.clock.setNow(Date.UTC(2026, 4, 20));
  await scheduled();

  expect(simulator.transactions().map(({ batch }) => batch)).toEqual([1, 2, 3]);
});

test('a deleted plan charges no more', async () => {
  const { recurrence } = await plan();
  expect(await call('recurrence/delete', { recurrence })).toMatchObject({ response_code: 152 });
  simulator.server.clock.setNow(Date.UTC(2026, 4, 20));
  await scheduled();

  expect(simulator.transactions()).toEqual([]);
});

test('an updated plan charges the new amount', async () => {
  const { recurrence } = await plan();
  await call('recurrence/update', { recurrence: { ...(recurrence as object), amount: '30.00' } });
  simulator.server.clock.setNow(Date.UTC(2026, 4, 5, 19));
  await scheduled();

  expect(simulator.transactions().map(({ amount }) => amount)).toEqual(['30.00']);
});

test('a plan for nobody or without sense is refused', async () => {
  expect((await call('recurrence/create', { customer_id: 'nobody', recurrence: {} })).errors).toHaveProperty('30');
  expect((await plan({ frequency: 'X' })).success).toBe(false);
});

test('a capture in the morning after settles in that evening, not in the one before', async () => {
  const { transaction_id: id } = await call('transactions/authorization/by_customer', { customer_id: 'customerTest123', amount: '5.00', invoice_id: 'A' });
  simulator.server.clock.setNow(Date.UTC(2026, 4, 5, 16));
  await call('transactions/authorization/capture', { transaction_id: id });
  await scheduled();

  expect(simulator.transactions()[0]?.state).toBe('pending');
});
