import { loadOptions, type OptionsRequest } from '@penstock/connector-sdk';
import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createLoopbackHttpClient, testConnector, testEffects, testOptions, testStrangeAnswers, type ConnectorBench, type LoopbackHttpClient } from '@penstock/connector-sdk/testing';
import { manualClock } from '@penstock/kernel';
import { shopify } from './index';
import { optionSources } from './option-sources';
import { createShopifySimulator, demoAccessToken, refusedAmount, warehouse } from './simulator';

const connection = shopify.connection!;
const clock = manualClock(Date.UTC(2026, 4, 4));
const orderId = '5000000000001';
let simulator: SimulatorServer;
let url: string;
let http: LoopbackHttpClient;
let number = 0;

beforeEach(async () => {
  simulator = createShopifySimulator();
  ({ url } = await simulator.listen());
});
afterEach(() => simulator.close());

function bench(accessToken = demoAccessToken): ConnectorBench {
  const settings = { address: url };
  http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settings), secrets: { accessToken } });
  return testConnector(shopify, { http, settings, clock });
}

const refund = (change: object = {}) => ({ orderId, reference: `RMA-${(number += 1)}`, amount: '5.00', currency: 'USD', transactionId: '42', ...change });
const shipment = (change: object = {}) => ({ orderId, trackingNumber: `1Z${(number += 1)}`, ...change });

describe('reading', () => {
  test('an order has its id as text', async () => {
    expect(await bench().run('get-order', { orderId })).toMatchObject({ id: orderId, name: '#1001', total_price: '19.99', financial_status: 'paid' });
  });

  test('an order that is not there is told as such', async () => {
    await expect(bench().run('get-order', { orderId: '1' })).rejects.toMatchObject({ details: { class: 'business', code: 'SHOPIFY_NOT_FOUND' } });
  });

  test('lists go over all pages', async () => {
    const { orders } = (await bench().run('list-orders', { updatedFrom: '2026-05-04T00:00:00Z' })) as unknown as { orders: { name: string }[] };

    expect(orders.map(({ name }) => name)).toEqual(['#1001', '#1002', '#1003', '#1004', '#1005']);
    expect(http.sent).toHaveLength(3);
  });

  test('a list that is too long fails as a whole', async () => {
    await expect(bench().run('list-orders', { updatedFrom: '2026-05-04T00:00:00Z', maxOrders: 3 })).rejects.toMatchObject({ details: { code: 'TOO_MANY_RECORDS' } });
  });

  test('a refused token is told as such', async () => {
    await expect(bench('shpat_wrong').testConnection()).rejects.toMatchObject({ details: { class: 'auth' } });
    expect(await bench().testConnection()).toEqual({ summary: 'Signed in to the shop “Demo shop”.' });
  });
});

describe('choices for a form', () => {
  const choices = (source: keyof typeof optionSources, request: Partial<OptionsRequest> = {}) => loadOptions(optionSources[source], bench().context, { depends: {}, ...request });

  test('locations are those that are open', async () => {
    expect(await choices('locations')).toEqual({ options: [{ value: String(warehouse.id), label: 'Main warehouse', detail: 'Baltimore' }] });
  });

  test('orders are found by the number that customers see', async () => {
    expect((await choices('orders', { search: '1003' })).options).toEqual([{ value: '5000000000003', label: '#1003', detail: '19.99 USD · paid' }]);
  });

  test('payments are those of the order that can be given back', async () => {
    expect((await choices('payments', { depends: { orderId } })).options).toEqual([{ value: '5000000002002', label: '19.99 USD', detail: 'capture · paytrace' }]);
    await expect(choices('payments')).rejects.toMatchObject({ code: 'OPTIONS_NEED_FIELD' });
    expect(await choices('payments', { depends: { orderId: '1/../../shop' } })).toEqual({ options: [] });
  });
});

testOptions({
  sources: optionSources,
  bench,
  faults: (change) => void simulator.faults.change(change),
  effectCount: () => simulator.effects.length,
  depends: { orderId },
  secrets: [demoAccessToken],
});

describe('a refund', () => {
  test('names its reference in the note and gives back the payment', async () => {
    const made = await bench().run('create-refund', refund({ reference: 'RMA-X', note: 'Broken' }));

    expect(made).toMatchObject({ amount: '5.00', pending: false });
    expect(http.sent[0]?.body).toBe('{"refund":{"currency":"USD","notify":false,"note":"Broken [RMA-X]","transactions":[{"parent_id":42,"amount":"5.00","kind":"refund"}]}}');
  });

  test('that the payment provider refuses gives nothing back, and a look-up says so', async () => {
    const refused = refund({ amount: refusedAmount });

    await expect(bench().run('create-refund', refused)).rejects.toMatchObject({ details: { class: 'business', code: 'SHOPIFY_REFUND_FAILED' } });
    expect(await bench().verify('create-refund', refused)).toMatchObject({ verdict: 'refused' });
  });

  test('above what is left is refused by Shopify', async () => {
    await expect(bench().run('create-refund', refund({ amount: '20.00' }))).rejects.toMatchObject({ details: { code: 'SHOPIFY_REFUSED', message: expect.stringContaining('exceeds') } });
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

    expect(await bench().verify('create-refund', twice)).toMatchObject({ verdict: 'duplicate', remoteIds: [expect.any(String), expect.any(String)] });
  });

  test.each([[{ amount: '0.00' }], [{ amount: '-1' }], [{ amount: '1.2345' }], [{ reference: 'a]b' }], [{ orderId: '../shop' }], [{ currency: 'usd' }]])('with %j is refused before anything is sent', async (change) => {
    await expect(bench().run('create-refund', refund(change))).rejects.toThrow();
    expect(http.sent).toEqual([]);
  });
});

describe('a fulfilment', () => {
  test('sends all that is open with its tracking number', async () => {
    expect(await bench().run('create-fulfillment', shipment({ trackingCompany: 'UPS' }))).toMatchObject({ status: 'success' });
    expect(simulator.effects).toHaveLength(1);
  });

  test('of one location leaves out what another sends', async () => {
    await expect(bench().run('create-fulfillment', shipment({ locationId: '1' }))).rejects.toMatchObject({ details: { code: 'SHOPIFY_NOTHING_TO_FULFIL' } });
    expect(await bench().run('create-fulfillment', shipment({ locationId: String(warehouse.id) }))).toMatchObject({ status: 'success' });
  });

  test('of an order without anything open changes nothing, and a look-up for it is unsure', async () => {
    await bench().run('create-fulfillment', shipment());
    const second = shipment();

    await expect(bench().run('create-fulfillment', second)).rejects.toMatchObject({ details: { code: 'SHOPIFY_NOTHING_TO_FULFIL' } });
    expect(await bench().verify('create-fulfillment', second)).toMatchObject({ verdict: 'unsure' });
  });
});

testEffects({
  bench,
  faults: (change) => void simulator.faults.change(change),
  control: () => Promise.resolve(),
  secrets: [demoAccessToken],
  cases: [
    { action: 'create-refund', input: () => Promise.resolve(refund()) },
    { action: 'create-fulfillment', input: () => Promise.resolve(shipment()) },
  ],
});

const refundAnswer = { refund: { id: 1, note: '[a]', transactions: [{ id: 2, kind: 'refund', status: 'success', amount: '5.00' }] } };
testStrangeAnswers({
  connector: shopify,
  settings: (remote) => ({ address: remote }),
  inputs: { 'get-order': { orderId }, 'list-orders': { updatedFrom: '2026-05-04T00:00:00Z' }, 'create-refund': refund(), 'create-fulfillment': shipment() },
  answers: {
    'get-order': { order: { id: 1, name: '#1' } },
    'list-orders': { orders: [{ id: 1, name: '#1' }] },
    'create-refund': refundAnswer,
    'create-fulfillment': { fulfillment_orders: [{ id: 1, status: 'open' }], fulfillment: { id: 1, status: 'success' } },
  },
  clock,
});
