import { createLoopbackHttpClient, testConnector, type ConnectorBench, type LoopbackHttpClient } from '@penstock/connector-sdk/testing';
import { paytrace } from '../index';
import { createPayTraceSimulator, demoCredentials, type PayTraceSimulator } from '../simulator';

/** The connector against a simulated gateway of its own. */
export interface GatewayBench {
  readonly simulator: PayTraceSimulator;
  readonly url: string;
  readonly bench: ConnectorBench;
  readonly http: LoopbackHttpClient;
  /** A one-time token of the hosted card fields. */
  protectToken(): Promise<object>;
}

export async function openGateway(settings: object = {}): Promise<GatewayBench> {
  const simulator = createPayTraceSimulator();
  const { url } = await simulator.listen();
  const entered = { baseUrl: url, username: demoCredentials.username, integratorId: demoCredentials.integratorId, ...settings };
  const connection = paytrace.connection!;
  const http = createLoopbackHttpClient({ connection, settings: connection.settings.parse(entered), secrets: { password: demoCredentials.password } });
  const bench = testConnector(paytrace, { http, settings: entered, clock: simulator.server.clock });
  const keyPath = 'apiVersion' in settings ? '/v3/payment-fields/token' : '/v1/payment_fields/token/create';
  return {
    simulator,
    url,
    bench,
    http,
    async protectToken() {
      const { body } = await http.send({ method: 'POST', url: keyPath, json: {} });
      const answer = JSON.parse(body) as { clientKey?: string; data?: { clientKey: string } };
      const form = { client_key: answer.clientKey ?? answer.data?.clientKey ?? '', number: '4012000098765439', expiry: '12 / 30', csc: '999' };
      const response = await fetch(`${url}/protect/token`, { method: 'POST', body: new URLSearchParams(form) });
      return (await response.json()) as object;
    },
  };
}

export const v3Settings = { apiVersion: 'v3', merchantId: '246810' };

/** What the browser would have made of a card; the simulator takes it for the sandbox Visa. */
export const encryptedCard = { encrypted_number: `${'Q2'.repeat(40)}==`, expiration_month: 11, expiration_year: 2030 };
