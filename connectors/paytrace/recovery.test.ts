import { createLoopbackHttpClient, testEffects, testConnector, type ConnectorBench, type LoopbackHttpClient } from '@penstock/connector-sdk/testing';
import { paytrace } from './index';
import { createPayTraceSimulator, demoCredentials, type PayTraceSimulator } from './simulator';

let simulator: PayTraceSimulator;
let url: string;
let bench: ConnectorBench;
let http: LoopbackHttpClient;
let count = 0;

const customer = { customer_id: 'customerTest123' };
const nextInvoice = () => `INV-${(count += 1)}`;
const sale = (invoice = nextInvoice()) => ({ ...customer, amount: '19.99', invoice_id: invoice });

beforeEach(async () => {
  simulator = createPayTraceSimulator();
  url = (await simulator.listen()).url;
  const settings = { baseUrl: url, username: demoCredentials.username, integratorId: demoCredentials.integratorId };
  const connection = paytrace.connection!;
  http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settings), secrets: { password: demoCredentials.password } });
  bench = testConnector(paytrace, { http, settings, clock: simulator.server.clock });
});

afterEach(() => simulator.close());

const idOf = async (action: string, input: object) => ((await bench.run(action, input)) as { transaction_id: string }).transaction_id;

async function protectToken(): Promise<object> {
  const { body } = await bench.context.http.send({ method: 'POST', url: '/v1/payment_fields/token/create', json: {} });
  const { clientKey } = JSON.parse(body) as { clientKey: string };
  const form = { client_key: clientKey, number: '4012000098765439', expiry: '12 / 30', csc: '999' };
  const response = await fetch(`${url}/protect/token`, { method: 'POST', body: new URLSearchParams(form) });
  return (await response.json()) as object;
}

testEffects({
  bench: () => bench,
  faults: (change) => void simulator.server.faults.change(change),
  control: async () => void (await bench.run('sale-by-customer', sale())),
  cases: [
    { action: 'sale-by-customer', input: () => Promise.resolve(sale()) },
    { action: 'sale-by-protect-token', input: async () => ({ ...(await protectToken()), amount: '5.00', invoice_id: nextInvoice() }) },
    { action: 'authorize-by-customer', input: () => Promise.resolve(sale()) },
    { action: 'authorize-by-protect-token', input: async () => ({ ...(await protectToken()), amount: '5.00', invoice_id: nextInvoice() }) },
    { action: 'capture', input: async () => ({ transaction_id: await idOf('authorize-by-customer', sale()), amount: '19.99' }) },
    { action: 'void', input: async () => ({ transaction_id: await idOf('sale-by-customer', sale()) }) },
    {
      action: 'refund-transaction',
      async input() {
        const id = await idOf('sale-by-customer', sale());
        simulator.settle();
        return { transaction_id: id, amount: '7.50' };
      },
    },
  ],
});


describe('a charge whose answer was lost', () => {
  const lose = async (input: object) => {
    simulator.server.faults.change({ dropAnswerRate: 1 });
    await bench.run('sale-by-customer', input).catch(() => undefined);
    simulator.server.faults.change({ clear: true });
  };

  test('is found with everything a receipt needs', async () => {
    const input = sale('INV-A');
    await lose(input);

    const verdict = await bench.verify('sale-by-customer', input);

    const id = String(simulator.transactions()[0]?.id);
    expect(verdict).toMatchObject({ verdict: 'found', remoteId: id, output: { transaction_id: id, status: 'approved', amount: '19.99', invoice_id: 'INV-A' } });
  });

  test('is refused when the bank had declined it', async () => {
    const input = { ...sale(), amount: '0.29' };
    await lose(input);

    const verdict = await bench.verify('sale-by-customer', input);

    expect(verdict).toMatchObject({ verdict: 'refused', failure: { code: 'PAYTRACE_DECLINED' } });
  });

  test('is a duplicate when it was charged twice', async () => {
    const input = sale();
    await lose(input);
    await lose(input);

    const verdict = await bench.verify('sale-by-customer', input);

    expect(verdict.verdict === 'duplicate' && verdict.remoteIds).toHaveLength(2);
  });

  test('is refused when it was voided since', async () => {
    const input = sale();
    await lose(input);
    await bench.run('void', { transaction_id: String(simulator.transactions()[0]?.id) });

    expect(await bench.verify('sale-by-customer', input)).toMatchObject({ verdict: 'refused', failure: { code: 'PAYTRACE_VOIDED' } });
  });

  test('is never taken from an older charge of the invoice', async () => {
    const input = sale();
    await lose(input);
    const later = simulator.server.clock.now() + 6 * 60_000;

    expect((await bench.verify('sale-by-customer', input, later)).verdict).toBe('unsure');
  });

  test('is never taken from another amount of the invoice', async () => {
    const input = sale();
    await lose({ ...input, amount: '20.00' });

    expect((await bench.verify('sale-by-customer', input)).verdict).toBe('unsure');
  });

  test('is not absent while exports lag behind', async () => {
    simulator.change({ exportLagMs: 60_000 });
    const input = sale();
    await lose(input);

    expect((await bench.verify('sale-by-customer', input)).verdict).toBe('unsure');
  });

  test('is not absent in an account that shows nothing', async () => {
    expect((await bench.verify('sale-by-customer', sale())).verdict).toBe('unsure');
  });

  test('is not mistaken for an invoice that contains its name', async () => {
    await bench.run('sale-by-customer', sale('INV-100'));

    expect((await bench.verify('sale-by-customer', sale('INV-10'))).verdict).toBe('absent');
  });
});

describe('what the gateway refuses', () => {
  test('a decline costs nothing and is told with the bank’s reason', async () => {
    const call = bench.run('sale-by-customer', { ...sale(), amount: '0.29' });

    await expect(call).rejects.toMatchObject({ details: { class: 'business', code: 'PAYTRACE_DECLINED', remoteCode: '102' } });
  });

  test('an automatic void is not a payment although success is true', async () => {
    simulator.change({ autoVoid: true });
    const call = bench.run('sale-by-customer', { ...sale(), billing_address: { street_address: '1 Other St', zip: '10001' } });

    await expect(call).rejects.toMatchObject({ details: { code: 'PAYTRACE_AUTO_VOIDED', remoteCode: '103' } });
  });

  test('a blocked duplicate leads to the earlier charge', async () => {
    simulator.change({ duplicateWindowMinutes: 10 });
    const input = sale();
    await bench.run('sale-by-customer', input);

    await expect(bench.run('sale-by-customer', input)).rejects.toMatchObject({ details: { class: 'ambiguous', code: 'PAYTRACE_DUPLICATE_BLOCKED' } });
    expect((await bench.verify('sale-by-customer', input)).verdict).toBe('found');
  });

  test('a hosted field token works once', async () => {
    const token = await protectToken();
    await bench.run('sale-by-protect-token', { ...token, amount: '1.00', invoice_id: nextInvoice() });

    const again = bench.run('sale-by-protect-token', { ...token, amount: '1.00', invoice_id: nextInvoice() });

    await expect(again).rejects.toMatchObject({ details: { class: 'business' } });
  });

  test('an expired token is renewed and the charge made once', async () => {
    await bench.run('sale-by-customer', sale());
    simulator.expireTokens();

    await bench.run('sale-by-customer', sale());

    expect(simulator.transactions()).toHaveLength(2);
  });

  test('a firewall page means that nothing was done', async () => {
    simulator.change({ firewallNext: 1 });

    await expect(bench.run('sale-by-customer', sale())).rejects.toMatchObject({ details: { class: 'not-sent', code: 'PAYTRACE_FIREWALL' } });
    expect(simulator.transactions()).toHaveLength(0);
  });

  test('a missing permission is told as such', async () => {
    simulator.change({ deniedPaths: ['transactions/void'] });

    await expect(bench.run('void', { transaction_id: '1' })).rejects.toMatchObject({ details: { class: 'config', code: 'PAYTRACE_NOT_PERMITTED' } });
  });
});

describe('reads', () => {
  test('a transaction keeps its cents', async () => {
    const id = await idOf('sale-by-customer', { ...sale(), amount: '10.00' });

    expect(await bench.run('get-transaction', { transaction_id: id })).toMatchObject({ amount: '10.00', status: 'approved', transaction_type: 'SALE' });
  });

  test('an unknown transaction is told as not found', async () => {
    await expect(bench.run('get-transaction', { transaction_id: '1' })).rejects.toMatchObject({ details: { code: 'PAYTRACE_TRANSACTION_NOT_FOUND' } });
  });

  test('a long range is read week by week', async () => {
    await bench.run('sale-by-customer', sale());
    const before = http.sent.length;
    const today = new Date(simulator.server.clock.now()).toISOString().slice(0, 10);
    const from = new Date(simulator.server.clock.now() - 20 * 86_400_000).toISOString().slice(0, 10);

    const { transactions } = (await bench.run('list-transactions', { from, to: today })) as { transactions: unknown[] };

    expect([transactions.length, http.sent.length - before]).toEqual([1, 3]);
  });

  test('the connection test tells who signed in', async () => {
    expect((await bench.testConnection()).summary).toContain('Signed in as demo-merchant');
  });
});

test.each([
  ['nothing', ''],
  ['zero', '0.00'],
  ['a third decimal', 19.999],
  ['a negative', '-1.00'],
  ['words', 'ten'],
])('an amount of %s is refused before sending', async (_name, amount) => {
  await expect(bench.run('sale-by-customer', { ...sale(), amount })).rejects.toThrow('amount');
  expect(http.sent).toEqual([]);
});
