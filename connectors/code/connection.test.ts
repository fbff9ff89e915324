import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createLoopbackHttpClient, testConnector } from '@penstock/connector-sdk/testing';
import { invariant, manualClock } from '@penstock/kernel';
import { code } from './index';
import { createCodeSimulator, demoApiKey } from './simulator';

let simulator: SimulatorServer;
let address: string;

beforeAll(async () => {
  simulator = createCodeSimulator();
  ({ url: address } = await simulator.listen());
});

afterAll(() => simulator.close());

function benchWith(apiKey: string) {
  const { connection } = code;
  invariant(connection, 'the connector has a connection');
  const settings = { address };
  const http = createLoopbackHttpClient({ connection, settings, secrets: { apiKey } });
  return testConnector(code, { http, settings, clock: manualClock(0) });
}

describe('the connection test', () => {
  test('says that the address answers', async () => {
    const result = await benchWith(demoApiKey).testConnection();

    expect(result.summary).toBe(`${address} answers and accepts the API key.`);
  });

  test('says that the API key was refused', async () => {
    const attempt = benchWith('wrong').testConnection();

    await expect(attempt).rejects.toMatchObject({ details: { class: 'auth' } });
  });
});
