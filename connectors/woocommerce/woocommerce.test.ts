import { loadOptions, type OptionsRequest } from '@penstock/connector-sdk';
import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createLoopbackHttpClient, testConnector, testEffects, testOptions, testStrangeAnswers, type ConnectorBench, type LoopbackHttpClient } from '@penstock/connector-sdk/testing';
import { manualClock } from '@penstock/kernel';
import { woocommerce } from './index';
import { optionSources } from './option-sources';
import { createWooCommerceSimulator, demoConsumerKey, demoConsumerSecret, unpaidAmount } from './simulator';

const connection = woocommerce.connection!;
const clock = manualClock(Date.UTC(2026, 4, 4));
const settingsAt = (url: string) => ({ address: url, consumerKey: demoConsumerKey });
let simulator: SimulatorServer;
let url: string;
let http: LoopbackHttpClient;
let number = 0;

beforeEach(async () => {
  simulator = createWooCommerceSimulator();
  ({ url } = await simulator.listen());
});
afterEach(() => simulator.close());

function bench(consumerSecret = demoConsumerSecret): ConnectorBench {
  http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settingsAt(url)), secrets: { consumerSecret } });
  return testConnector(woocommerce, { http, settings: settingsAt(url), clock });
}

const refund = (change: object = {}) => ({ orderId: '1', reference: `RMA-${(number += 1)}`, amount: '5.00', currency: 'USD', ...change });

describe('reading', () => {
  test('an order has its id as text', async () => {
    expect(await bench().run('get-order', { orderId: '1' })).toMatchObject({ id: '1', number: '1', status: 'processing', total: '29.35' });
  });

  test('an order that is not there is told in the shop’s words', async () => {
    await expect(bench().run('get-order', { orderId: '99' })).rejects.toMatchObject({ details: { code: 'WOOCOMMERCE_NOT_FOUND', message: expect.stringContaining('Invalid ID.') } });
  });

  test('lists go over all pages', async () => {
    const { orders } = (await bench().run('list-orders', { modifiedFrom: '2026-05-04T00:00:00Z' })) as unknown as { orders: { id: string }[] };

    expect(orders.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
    expect(http.sent.map(({ path }) => new URLSearchParams(path.split('?')[1]).get('page'))).toEqual(['1', '2', '3']);
  });

  test('the connection test signs in with the pair of keys', async () => {
    expect(await bench().testConnection()).toEqual({ summary: `${new URL(url).host} answers and accepts the keys.` });
    await expect(bench('cs_wrong').testConnection()).rejects.toMatchObject({ details: { class: 'auth' } });
  });
});

describe('choices for a form', () => {
  const choices = (source: keyof typeof optionSources, request: Partial<OptionsRequest> = {}) => loadOptions(optionSources[source], bench().context, { depends: {}, ...request });

  test('statuses are those of the shop, plugins included', async () => {
    expect((await choices('order-statuses', { search: 'pickup' })).options).toEqual([{ value: 'awaiting-pickup', label: 'Awaiting pickup', detail: '0 orders' }]);
  });

  test('orders come page by page and by their number', async () => {
    const first = await choices('orders');

    expect([first.options.length, first.nextCursor]).toEqual([2, '2']);
    expect((await choices('orders', { cursor: '3' })).nextCursor).toBeUndefined();
    expect((await choices('orders', { search: '4' })).options).toEqual([{ value: '4', label: 'Order 4', detail: '29.35 USD · processing' }]);
    await expect(choices('orders', { cursor: 'https://elsewhere.example' })).rejects.toMatchObject({ code: 'OPTIONS_CURSOR_INVALID' });
  });
});

testOptions({
  sources: optionSources,
  bench,
  faults: (change) => void simulator.faults.change(change),
  effectCount: () => simulator.effects.length,
  secrets: [demoConsumerSecret],
});

describe('a refund', () => {
  test('asks the gateway and names its reference', async () => {
    expect(await bench().run('create-refund', refund({ reference: 'RMA-X', reason: 'Broken' }))).toMatchObject({ amount: '5.00' });
    expect(JSON.parse(http.sent[0]!.body)).toEqual({ amount: '5.00', reason: 'Broken [RMA-X]', api_refund: true });
  });

  test('without money given back is refused, and a look-up says so', async () => {
    const unpaid = refund({ amount: unpaidAmount });

    await expect(bench().run('create-refund', unpaid)).rejects.toMatchObject({ details: { class: 'business', code: 'WOOCOMMERCE_REFUND_NOT_PAID' } });
    expect(await bench().verify('create-refund', unpaid)).toMatchObject({ verdict: 'refused' });
  });

  test('of the same reference and another amount leaves the look-up unsure', async () => {
    const first = refund();
    await bench().run('create-refund', first);

    expect(await bench().verify('create-refund', { ...first, amount: '6.00' })).toMatchObject({ verdict: 'unsure' });
  });

  test('that was made twice is for a person', async () => {
    const twice = refund({ amount: '1.00' });
    await bench().run('create-refund', twice);
    await bench().run('create-refund', twice);

    expect(await bench().verify('create-refund', twice)).toMatchObject({ verdict: 'duplicate' });
  });
});

test('a status is set, and setting it again changes nothing', async () => {
  const sent = { orderId: '2', status: 'completed' };

  expect(await bench().run('set-order-status', sent)).toEqual({ id: '2', status: 'completed' });
  await bench().run('set-order-status', sent);

  expect(simulator.effects).toHaveLength(1);
});

testEffects({
  bench,
  faults: (change) => void simulator.faults.change(change),
  control: () => Promise.resolve(),
  effectCount: () => simulator.effects.length,
  secrets: [demoConsumerSecret],
  cases: [
    { action: 'create-refund', input: () => Promise.resolve(refund()) },
    { action: 'set-order-status', input: () => Promise.resolve({ orderId: '3', status: 'completed' }) },
  ],
});

testStrangeAnswers({
  connector: woocommerce,
  settings: settingsAt,
  inputs: { 'get-order': { orderId: '1' }, 'list-orders': { modifiedFrom: '2026-05-04T00:00:00Z' }, 'create-refund': refund(), 'set-order-status': { orderId: '1' } },
  answers: {
    'get-order': { id: 1, number: '1', status: 'processing' },
    'list-orders': [{ id: 1, number: '1', status: 'processing' }],
    'create-refund': { id: 1, amount: '5.00', reason: '[a]', refunded_payment: true },
    'set-order-status': { id: 1, status: 'completed' },
  },
  clock,
});
