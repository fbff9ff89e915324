import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectorFailure, type HttpClient, type TokenAuth } from '@penstock/connector-sdk';
import { manualClock, type ManualClock } from '@penstock/kernel';
import { createHttpClient } from './http-client';
import { createHttpPools, type HttpPools } from './http-pools';
import { createTokenCache } from './token-cache';

const auth: TokenAuth<unknown> = {
  kind: 'token',
  request: () => ({ method: 'POST', url: '/token', auth: 'none', json: { user: 'api', password: { $secret: 'password' } } }),
  parse(response) {
    if (response.status === 200) return { token: response.body, expiresInMs: 7_200_000 };
    throw new ConnectorFailure({ class: 'auth', code: 'BAD_LOGIN', message: 'The user name or password was refused.' });
  },
  header: (token) => ({ name: 'Authorization', value: `Bearer ${token}` }),
  isTokenRefused: ({ status }) => status === 401,
};

let pools: HttpPools;
let server: Server;
let clock: ManualClock;
let client: HttpClient;
let tokenBodies: string[];
let calls: string[];
let tokenStatus: number;
let accepted: (token: string) => boolean;

beforeEach(async () => {
  [tokenBodies, calls, tokenStatus, accepted] = [[], [], 200, () => true];
  server = createServer((incoming, outgoing) => {
    let body = '';
    incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
    incoming.on('end', () => {
      if (incoming.url === '/token') {
        tokenBodies.push(body);
        return outgoing.writeHead(tokenStatus).end(`token-${tokenBodies.length}`);
      }
      const token = incoming.headers.authorization ?? 'none';
      calls.push(token);
      return outgoing.writeHead(accepted(token) ? 200 : 401).end('');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  pools = createHttpPools();
  clock = manualClock();
  const tokenCache = createTokenCache(clock);
  client = createHttpClient({
    connection: { baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`, auth },
    settings: {},
    resolveSecret: () => Promise.resolve('the password'),
    pools,
    tokenCache,
    tokenKey: 'organisation:connection',
    allowPrivateHosts: true,
  });
});

afterEach(async () => {
  await pools.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const call = () => client.send({ method: 'POST', url: '/sale', json: {} });

test('fetches one token for many calls at once', async () => {
  await Promise.all([call(), call(), call()]);

  expect(tokenBodies).toEqual(['{"user":"api","password":"the password"}']);
  expect(calls).toEqual(['Bearer token-1', 'Bearer token-1', 'Bearer token-1']);
});

test('renews the token before it expires', async () => {
  await call();

  clock.advance(7_150_000);
  await call();

  expect(calls).toEqual(['Bearer token-1', 'Bearer token-2']);
});

test('renews a refused token once and repeats the call once', async () => {
  await call();
  accepted = (token) => token !== 'Bearer token-1';

  const response = await call();

  expect([response.status, calls]).toEqual([200, ['Bearer token-1', 'Bearer token-1', 'Bearer token-2']]);
});

test('hands over the refusal when the new token is refused', async () => {
  accepted = () => false;

  const response = await call();

  expect([response.status, calls.length]).toEqual([401, 2]);
});

test('renews once for many calls refused together', async () => {
  await call();
  accepted = (token) => token !== 'Bearer token-1';

  await Promise.all([call(), call(), call()]);

  expect(tokenBodies).toHaveLength(2);
});

test('passes on refused credentials as auth', async () => {
  tokenStatus = 400;

  await expect(call()).rejects.toMatchObject({ details: { class: 'auth', code: 'BAD_LOGIN' } });
  expect(calls).toEqual([]);
});

test('a sign-in that is down means the call is not sent', async () => {
  tokenStatus = 503;

  await expect(call()).rejects.toMatchObject({ details: { class: 'not-sent' } });
  expect(calls).toEqual([]);
});

test('a sign-in without an answer means the call is not sent', async () => {
  server.removeAllListeners('request');
  server.on('request', (incoming) => incoming.socket.destroy());

  await expect(call()).rejects.toMatchObject({ details: { class: 'not-sent', code: 'SIGN_IN_UNAVAILABLE' } });
});

test('sends without a token when asked to', async () => {
  await client.send({ method: 'GET', url: '/ping', auth: 'none' });

  expect(calls).toEqual(['none']);
});
