import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpClient, TokenAuth } from '@penstock/connector-sdk';
import { manualClock, type ManualClock } from '@penstock/kernel';
import { createHttpClient } from './http-client';
import { createHttpPools, type HttpPools } from './http-pools';
import { createTokenCache, type TokenCache } from './token-cache';

/** Two thousand calls over an expiry, against a sign-in that takes its time. */
const CALLS = 2_000;
const LIFE_MS = 1_000_000;
const SIGN_IN_MS = 150;

/** Thousands of real requests: on a machine with other work they take longer than a test usually may. */
jest.setTimeout(60_000);

const auth: TokenAuth<unknown> = {
  kind: 'token',
  request: () => ({ method: 'POST', url: '/token', auth: 'none', json: {} }),
  parse: (response) => ({ token: response.body, expiresInMs: LIFE_MS }),
  header: (token) => ({ name: 'Authorization', value: `Bearer ${token}` }),
  isTokenRefused: ({ status }) => status === 401,
};

let pools: HttpPools;
let server: Server;
let clock: ManualClock;
let signIns: number;
let firstAccepted: number;

beforeEach(async () => {
  [signIns, firstAccepted] = [0, 0];
  server = createServer((incoming, outgoing) => {
    incoming.resume();
    if (incoming.url === '/token') {
      signIns += 1;
      const token = String(signIns);
      return void setTimeout(() => outgoing.end(token), SIGN_IN_MS);
    }
    const token = Number((incoming.headers.authorization ?? '').slice('Bearer '.length));
    return void outgoing.writeHead(token >= firstAccepted ? 200 : 401).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  pools = createHttpPools();
  clock = manualClock();
});
afterEach(async () => {
  await pools.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function aClient(tokenCache: TokenCache = createTokenCache(clock)): HttpClient {
  return createHttpClient({
    connection: { baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`, auth },
    settings: {},
    resolveSecret: () => Promise.resolve('the password'),
    pools,
    tokenCache,
    tokenKey: 'organisation:connection',
    allowPrivateHosts: true,
  });
}
/** The action of a flow, again and again. @returns the statuses. */
const sendMany = async (client: HttpClient, onSent: (index: number) => void = () => undefined, calls = CALLS): Promise<Set<number>> => {
  const answers = Array.from({ length: calls }, async (_, index) => {
    onSent(index);
    return (await client.send({ method: 'GET', url: '/sale' })).status;
  });
  return new Set(await Promise.all(answers));
};

test('signs in once per expiry, however many calls meet it', async () => {
  const client = aClient();
  await client.send({ method: 'GET', url: '/sale' });

  // The token expires in the middle of the calls, twice.
  const first = await sendMany(client, (index) => index === CALLS / 2 && clock.advance(LIFE_MS));
  const second = await sendMany(client, (index) => index === CALLS / 2 && clock.advance(LIFE_MS));

  expect([[...first], [...second], signIns]).toEqual([[200], [200], 3]);
});

test('signs in once when the remote side ends the token early', async () => {
  const client = aClient();
  await client.send({ method: 'GET', url: '/sale' });
  firstAccepted = 2;

  const statuses = await sendMany(client);

  expect([[...statuses], signIns]).toEqual([[200], 2]);
});

test('would sign in for each call without the single flight', async () => {
  const unshared: TokenCache = { get: async (_, fetchToken) => (await fetchToken()).token, refuse: () => undefined, forget: () => undefined };

  await sendMany(aClient(unshared), undefined, 100);

  expect(signIns).toBe(100);
});
