import { loadOptions } from '@penstock/connector-sdk';
import { openGateway, v3Settings, type GatewayBench } from './testing/gateway-bench';
import { optionSources } from './vault-options';

describe.each([
  ['v1', {}],
  ['v3', v3Settings],
])('vault customers of API %s', (version, settings) => {
  let gateway: GatewayBench;
  beforeAll(async () => {
    gateway = await openGateway(settings);
    await gateway.bench.run('create-customer', { customer_id: 'ACME-17', ...(await gateway.protectToken()), billing_address: { name: 'Steve Smith' } });
  });
  afterAll(() => gateway.simulator.server.close());
  const choices = (source: keyof typeof optionSources, search?: string) => loadOptions(optionSources[source], gateway.bench.context, { depends: {}, ...(search !== undefined && { search }) });

  test('are found by name and by their own text', async () => {
    const [option] = (await choices('customer-ids', 'acme-17')).options;

    expect(option).toMatchObject({ value: 'ACME-17', label: 'Steve Smith', detail: expect.stringMatching(/^ACME-17/) });
    expect((await choices('customer-ids', 'steve')).options.map(({ value }) => value)).toContain('ACME-17');
  });

  test('are named as a charge takes them', async () => {
    const [option] = (await choices('customers', 'acme-17')).options;
    const charged = gateway.bench.run('authorize-by-customer', { customer_id: option?.value, amount: '1.00', invoice_id: 'OPT-1' });

    expect(option?.value === 'ACME-17').toBe(version === 'v1');
    expect(await charged).toMatchObject({ status: 'approved' });
  });

  test('show no whole card number', async () => {
    expect(JSON.stringify(await choices('customers'))).not.toMatch(/\d{13,}/);
  });
});
