import { connectors } from '@penstock/connector-catalog';
import { createPayTraceSimulator, demoCredentials } from '@penstock/connector-paytrace/simulator';
import { createProphet21Simulator, demoConnectionSettings, demoCredentials as erpCredentials } from '@penstock/connector-prophet21/simulator';
import { createShopifySimulator, demoAccessToken } from '@penstock/connector-shopify/simulator';
import { createWooCommerceSimulator, demoConsumerKey, demoConsumerSecret } from '@penstock/connector-woocommerce/simulator';
import { startTestApi, type Answer, type TestApi } from '../../apps/api/src/testing/test-api';
import { liveHost } from './world/live-host';

/** Choices for forms the whole way: REST API, engine, vault, HTTP with its guards, and the simulators of four systems. */
const payTrace = createPayTraceSimulator();
const erp = createProphet21Simulator({ history: 'short' });
const shopify = createShopifySimulator();
const woo = createWooCommerceSimulator();
const simulators = [payTrace, erp, shopify, woo];
let api: TestApi;
let erpUrl: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  api = await startTestApi({}, { connectors, start: ({ databaseUrl, vault }) => liveHost({ databaseUrl, secrets: vault }) });
  erpUrl = (await erp.listen()).url;
  const [{ url: payTraceUrl }, { url: shopUrl }, { url: wooUrl }] = [await payTrace.listen(), await shopify.listen(), await woo.listen()];
  ids.erp = await connect('erp', { connector: 'prophet21', settings: demoConnectionSettings(erpUrl), secrets: { password: erpCredentials.password } });
  ids.paytrace = await connect('paytrace', {
    connector: 'paytrace',
    settings: { baseUrl: payTraceUrl, username: demoCredentials.username, integratorId: demoCredentials.integratorId },
    secrets: { password: demoCredentials.password },
  });
  ids.shop = await connect('shop', { connector: 'shopify', settings: { address: shopUrl }, secrets: { accessToken: demoAccessToken } });
  ids.woo = await connect('woo', { connector: 'woocommerce', settings: { address: wooUrl, consumerKey: demoConsumerKey }, secrets: { consumerSecret: demoConsumerSecret } });
}, 60_000);
afterAll(async () => {
  await api.close();
  await Promise.all(simulators.map((simulator) => simulator.close()));
});

async function connect(slot: string, connection: object): Promise<string> {
  const { status, body } = await api.as('owner').post('/api/v1/connections', { name: slot, environment: 'sandbox', slot, ...connection });
  expect(status).toBe(201);
  return body.id as string;
}
const options = (connection: string, query: string): Promise<Answer> => api.as('analyst').get(`/api/v1/connections/${ids[connection]}/options?${query}`);

describe('choices through the product', () => {
  test.each([
    ['erp', 'source=customers&search=copper', { value: '100219', label: 'Copper Kettle Brewing' }],
    ['erp', 'source=open-invoices&depends.customerId=100198', { detail: expect.stringContaining('open, due') }],
    ['erp', 'source=locations', { value: '100', label: 'Baltimore warehouse' }],
    ['paytrace', 'source=customers', { value: expect.any(String), label: expect.any(String) }],
    ['shop', 'source=locations', { label: 'Main warehouse' }],
    ['shop', 'source=payments&depends.orderId=5000000000001', { label: '19.99 USD' }],
    ['woo', 'source=order-statuses', { value: 'awaiting-pickup' }],
  ])('%s lists %s', async (connection, query, option) => {
    const { status, body } = await options(connection, query);

    expect([status, body.options]).toEqual([200, expect.arrayContaining([expect.objectContaining(option)])]);
  });

  test('an action is no source, whatever it is called', async () => {
    for (const name of ['sale-by-customer', 'void-transaction', 'constructor', 'to-string']) {
      const { status, body } = await options('paytrace', `source=${name}`);
      expect([name, status, body.code]).toEqual([name, 422, 'OPTIONS_SOURCE_UNKNOWN']);
    }
  });

  test('a field that must be known first is named', async () => {
    const { status, body } = await options('shop', 'source=payments');

    expect([status, body.code, body.detail]).toEqual([422, 'OPTIONS_FIELD_MISSING', expect.stringContaining('once orderId is filled in')]);
  });

  test('a refused sign-in is told in plain words, and its secret to nobody', async () => {
    ids.wrong = await connect('wrong', { connector: 'prophet21', settings: demoConnectionSettings(erpUrl), secrets: { password: 'canary-of-this-test' } });

    const { status, body, text } = await options('wrong', 'source=customers');

    expect([status, body.code, body.detail]).toEqual([502, 'OPTIONS_NOT_LISTED', expect.stringMatching(/password/i)]);
    expect(text).not.toContain('canary-of-this-test');
  });

  test('an address inside a private network is not reached', async () => {
    ids.metadata = await connect('metadata', { connector: 'woocommerce', settings: { address: 'https://169.254.169.254', consumerKey: demoConsumerKey }, secrets: { consumerSecret: demoConsumerSecret } });

    const { status, body } = await options('metadata', 'source=orders');

    expect([status, body.code, body.detail]).toEqual([502, 'OPTIONS_NOT_LISTED', expect.stringContaining('private network')]);
  });

  test('a connection that is down is not asked', async () => {
    ids.down = await connect('down', { connector: 'prophet21', settings: demoConnectionSettings(erpUrl), secrets: { password: erpCredentials.password } });
    await api.dataSource.query(
      `insert into connection_health (connection_id, organization_id, state, cause, probe_at, openings) values ($1, $2, 'open', 'failures', now() + interval '1 hour', 1)`,
      [ids.down, api.home.id],
    );

    const { status, body } = await options('down', 'source=orders');

    expect([status, body.code]).toEqual([503, 'OPTIONS_HELD']);
  });

  test('a system that answers nonsense does no harm', async () => {
    await fetch(`${erpUrl}/__sim/faults`, { method: 'POST', body: JSON.stringify({ htmlReadRate: 1 }) });

    const { status, body } = await options('erp', 'source=customers');
    await fetch(`${erpUrl}/__sim/faults`, { method: 'POST', body: JSON.stringify({ clear: true }) });

    expect([status, body.code]).toEqual([502, 'OPTIONS_NOT_LISTED']);
  });

  test('another organisation cannot use the connection', async () => {
    const { status } = await api.foreign.as('owner').get(`/api/v1/connections/${ids.erp}/options?source=customers`);

    expect(status).toBe(404);
  });

  test('nothing was done anywhere', () => {
    expect([erp.effects, shopify.effects, woo.effects, payTrace.server.effects]).toEqual([[], [], [], []]);
  });
});
