import { testEffects, type EffectCase } from '@penstock/connector-sdk/testing';
import { demoCredentials } from '../simulator';
import { openGateway, v3Settings, type GatewayBench } from './gateway-bench';

let gateway: GatewayBench;
let count = 0;

beforeEach(async () => {
  gateway = await openGateway(v3Settings);
});

afterEach(() => gateway.simulator.close());

/** The number PayTrace gave the first customer of the simulated vault. */
const customer = { customer_id: '123456789' };
const next = (name: string) => `${name}-${(count += 1)}`;
const charge = (amount = '19.99') => ({ amount, invoice_id: next('INV') });
const run = async (action: string, input: object) => (await gateway.bench.run(action, input)) as Record<string, string>;
const idOf = async (action: string, input: object) => (await run(action, input)).transaction_id!;
const profile = async () => ({ ...(await gateway.protectToken()), customer_id: next('NEW'), billing_address: { name: 'Steve Smith', zip: '85284' } });
const account = { bank_account: { account_number: '123456', routing_number: '325070760' } };

const cases: readonly EffectCase[] = [
  { action: 'sale-by-customer', input: () => Promise.resolve({ ...customer, ...charge() }) },
  { action: 'sale-by-protect-token', input: async () => ({ ...(await gateway.protectToken()), ...charge() }) },
  { action: 'authorize-by-customer', input: () => Promise.resolve({ ...customer, ...charge() }) },
  { action: 'authorize-by-protect-token', input: async () => ({ ...(await gateway.protectToken()), ...charge() }) },
  { action: 'capture', input: async () => ({ transaction_id: await idOf('authorize-by-customer', { ...customer, ...charge() }), amount: '7.00' }) },
  { action: 'adjust', input: async () => ({ transaction_id: await idOf('authorize-by-customer', { ...customer, ...charge() }), amount: '21.50' }) },
  { action: 'void', input: async () => ({ transaction_id: await idOf('sale-by-customer', { ...customer, ...charge() }) }) },
  {
    action: 'refund-transaction',
    async input() {
      const id = await idOf('sale-by-customer', { ...customer, ...charge() });
      gateway.simulator.settle();
      return { transaction_id: id, amount: '7.50' };
    },
  },
  { action: 'create-customer', input: profile },
  {
    action: 'create-customer-by-transaction',
    input: async () => ({ transaction_id: await idOf('sale-by-customer', { ...customer, ...charge() }), customer_id: next('NEW'), billing_address: { name: 'Steve Smith', zip: '85284' } }),
  },
  { action: 'delete-customer', input: async () => ({ customer_id: (await run('create-customer', await profile())).customer_number }) },
  { action: 'email-ach-receipt', input: async () => ({ ach_transaction_id: await idOf('ach-payment', { ...account, amount: '1.00', invoice_number: next('INV') }), to: ['ap@example.com'] }) },
  { action: 'ach-payment', input: () => Promise.resolve({ ...account, amount: '19.99', invoice_number: next('INV') }) },
];

testEffects({
  bench: () => gateway.bench,
  faults: (change) => void gateway.simulator.server.faults.change(change),
  control: async () => void (await gateway.bench.run('sale-by-customer', { ...customer, ...charge() })),
  cases,
  effectCount: () => gateway.simulator.server.effects.length,
  secrets: [demoCredentials.password],
});

test('a customer made from a transaction has its card, and charges like any other', async () => {
  const made = await run('create-customer-by-transaction', { transaction_id: await idOf('sale-by-customer', { ...customer, ...charge() }), customer_id: next('NEW'), billing_address: { name: 'Steve Smith', zip: '85284' } });

  expect(made).toMatchObject({ status: 'created', customer_number: expect.any(String), masked_card_number: expect.stringMatching(/\d{4}$/) });
  expect(await run('sale-by-customer', { customer_id: made['customer_number'], ...charge() })).toMatchObject({ status: 'approved' });
});

test('a customer cannot be made from a transaction that is not there', async () => {
  await expect(run('create-customer-by-transaction', { transaction_id: '1', customer_id: next('NEW') })).rejects.toMatchObject({ details: { class: 'business' } });
});

describe('a bank payment', () => {
  const payment = () => ({ ...account, amount: '19.99', invoice_number: next('INV') });

  test('that PayTrace accepted with 422 path/record_id is found by its key', async () => {
    gateway.simulator.change({ achInDoubtNext: 1 });
    const input = payment();

    await expect(gateway.bench.run('ach-payment', input)).rejects.toMatchObject({ details: { class: 'ambiguous', code: 'PAYTRACE_ACCEPTED_IN_DOUBT' } });
    expect(await gateway.bench.verify('ach-payment', input)).toMatchObject({ verdict: 'found', output: { status: 'accepted', transaction_status: 'ACCEPTED' } });
  });

  test('sent twice under one invoice pays once', async () => {
    const input = payment();

    const ids = [(await run('ach-payment', input)).transaction_id, (await run('ach-payment', input)).transaction_id];

    expect(ids[0]).toBe(ids[1]);
    expect(gateway.simulator.server.effects.filter(({ kind }) => kind === 'ach')).toHaveLength(1);
  });

  test('has a key in the form of a UUID, other for another invoice', async () => {
    await run('ach-payment', payment());
    await run('ach-payment', payment());
    const keys = gateway.http.sent.filter(({ path }) => path === '/v3/checks/payment').map(({ body }) => (JSON.parse(body) as { idempotency_key: string }).idempotency_key);

    expect(keys[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(keys[0]).not.toBe(keys[1]);
  });

  test('that the bank declined is refused, at once and by look-up', async () => {
    const input = { ...payment(), amount: '0.29' };

    await expect(gateway.bench.run('ach-payment', input)).rejects.toMatchObject({ details: { class: 'business', code: 'PAYTRACE_ACH_REFUSED', remoteCode: 'DECLINED' } });
    expect((await gateway.bench.verify('ach-payment', input)).verdict).toBe('refused');
  });

  test('is not absent once its key may have ended and nothing else is shown', async () => {
    const input = payment();
    const twoDaysAgo = gateway.simulator.server.clock.now() - 48 * 3_600_000;

    expect((await gateway.bench.verify('ach-payment', input)).verdict).toBe('absent');
    expect((await gateway.bench.verify('ach-payment', input, twoDaysAgo)).verdict).toBe('unsure');
    await run('ach-payment', payment());
    expect((await gateway.bench.verify('ach-payment', input, twoDaysAgo)).verdict).toBe('absent');
  });

  test('is listed, beyond one page of thirty', async () => {
    for (let made = 0; made < 31; made += 1) await run('ach-payment', payment());
    const day = new Date(gateway.simulator.server.clock.now()).toISOString().slice(0, 10);

    const { payments } = (await gateway.bench.run('list-ach-payments', { from: day, to: day })) as { payments: unknown[] };

    expect(payments).toHaveLength(31);
  });
});

test('plans are made and ended; a doubt about them is a person’s, for v3 shows no list of them', async () => {
  const terms = { ...customer, amount: '24.95', frequency: 'monthly', start_date: '2036-10-01', total_count: 12, description: 'PLAN' };

  const { recurrence_id: id } = await run('create-recurrence', terms);

  expect((await gateway.bench.verify('create-recurrence', terms)).verdict).toBe('unsure');
  expect(await run('delete-recurrence', { ...customer, recurrence_id: id })).toMatchObject({ status: 'deleted' });
  expect((await gateway.bench.verify('delete-recurrence', { ...customer, recurrence_id: id })).verdict).toBe('unsure');
});

test('an expired token is renewed and the charge made once', async () => {
  await run('sale-by-customer', { ...customer, ...charge() });
  gateway.simulator.expireTokens();

  await run('sale-by-customer', { ...customer, ...charge() });

  expect(gateway.simulator.transactions()).toHaveLength(2);
});

test('a life: authorized, captured in part, settled, refunded, seen in its batch', async () => {
  const id = await idOf('authorize-by-customer', { ...customer, ...charge('5.00') });
  await run('capture', { transaction_id: id, amount: '2.00' });
  await expect(run('refund-transaction', { transaction_id: id })).rejects.toMatchObject({ details: { class: 'business' } });
  gateway.simulator.settle();
  await run('refund-transaction', { transaction_id: id, amount: '1.50' });
  const batch = await run('get-batch', {});

  expect(batch).toMatchObject({ batch_number: '1', sales_amount: '2.00', net_amount: '2.00', transaction_count: '1' });
  const { transactions } = (await gateway.bench.run('list-batch-transactions', { batch_number: 1 })) as { transactions: unknown[] };
  expect(transactions).toMatchObject([{ transaction_id: id, status: 'settled', amount: '2.00' }]);
});

test('the connection test tells who signed in', async () => {
  expect((await gateway.bench.testConnection()).summary).toContain('Signed in as demo-merchant');
});
