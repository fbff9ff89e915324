import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMemoryFileStorage, testConnector } from '@penstock/connector-sdk/testing';
import { invariant, manualClock, type ManualClock } from '@penstock/kernel';
import { createHttpClient, createHttpPools, createTokenCache, type HttpClientOptions, type HttpPools, type TokenCache } from '@penstock/runtime-adapters';
import { http as connector } from './index';

const { connection } = connector;
const secret = 'canary-oauth-2c9a';

/** An API and the server that gives tokens for it, on two ports. */
let [api, login]: Server[] = [];
let pools: HttpPools;
let clock: ManualClock;
let tokens: TokenCache;
let tokenRequests: { authorization: string | undefined; form: Record<string, string> }[];
let seen: (string | undefined)[];
let accepted: (authorization: string) => boolean;
let giveToken: (number: number) => { status: number; body: string };

beforeEach(async () => {
  [tokenRequests, seen] = [[], []];
  accepted = () => true;
  giveToken = (number) => ({ status: 200, body: JSON.stringify({ access_token: `token-${number}`, token_type: 'Bearer', expires_in: 3_600 }) });
  login = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      tokenRequests.push({ authorization: request.headers.authorization, form: Object.fromEntries(new URLSearchParams(body)) });
      const { status, body: text } = giveToken(tokenRequests.length);
      setTimeout(() => response.writeHead(status, { 'content-type': 'application/json' }).end(text), 20);
    });
  });
  api = createServer((request, response) => {
    const authorization = request.headers.authorization ?? '';
    seen.push(authorization);
    if (!accepted(authorization)) return response.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_token"}');
    return response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}');
  });
  for (const server of [api, login]) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  pools = createHttpPools();
  clock = manualClock(0);
  tokens = createTokenCache(clock);
});
afterEach(async () => {
  await pools.close();
  for (const server of [api, login]) await new Promise((resolve) => server!.close(resolve));
});

const addressOf = (server: Server | undefined): string => `http://127.0.0.1:${(server?.address() as AddressInfo).port}`;

function bench(change: object = {}, client: Partial<HttpClientOptions> = {}) {
  invariant(connection, 'the connector has a connection');
  const settings = { address: `${addressOf(api)}/v1`, signIn: 'oauth-client-credentials', tokenAddress: `${addressOf(login)}/oauth2/token`, clientId: 'penstock', ...change };
  const http = createHttpClient({ connection, settings: connection.settings.parse(settings), resolveSecret: () => Promise.resolve(secret), pools, tokenCache: tokens, tokenKey: 'o:c:1', allowPrivateHosts: ['127.0.0.1'], ...client });
  return testConnector(connector, { http, settings, clock, files: createMemoryFileStorage() });
}
const detailsOf = (attempt: Promise<unknown>) => attempt.then(() => undefined, (error: { details: unknown }) => error.details);

test.each([
  ['in the Authorization header', {}, { authorization: `Basic ${Buffer.from(`penstock:${secret}`).toString('base64')}`, form: { grant_type: 'client_credentials' } }],
  ['in the form', { clientAuth: 'body' }, { authorization: undefined, form: { grant_type: 'client_credentials', client_id: 'penstock', client_secret: secret } }],
  ['with scope and audience', { clientAuth: 'body', scope: 'orders.read orders.write', audience: 'https://api.example.com' }, { form: expect.objectContaining({ scope: 'orders.read orders.write', audience: 'https://api.example.com' }) }],
])('the client shows itself %s and calls with the token', async (_name, settings, expected) => {
  await bench(settings).run('get', { path: 'orders' });

  expect(tokenRequests).toEqual([expect.objectContaining(expected)]);
  expect(seen).toEqual(['Bearer token-1']);
});

test('one token is fetched for all, however many calls begin together', async () => {
  const [one, other] = [bench(), bench()];

  await Promise.all(Array.from({ length: 20 }, (_, index) => (index % 2 ? one : other).run('get', { path: 'orders' })));

  expect([tokenRequests.length, new Set(seen)]).toEqual([1, new Set(['Bearer token-1'])]);
});

test('a token is renewed shortly before its end', async () => {
  await bench().run('get', { path: 'orders' });
  clock.advance(3_545_000);
  await bench().run('get', { path: 'orders' });

  expect(seen).toEqual(['Bearer token-1', 'Bearer token-2']);
});

describe('a token that is refused', () => {
  test('is renewed once, and the call repeated, also for a file', async () => {
    accepted = (authorization) => authorization !== 'Bearer token-1';
    await bench().run('send', { key: 'k', path: 'orders', json: {} });
    accepted = (authorization) => authorization === 'Bearer token-3';
    await bench().run('download', { path: 'orders.json' });

    expect(seen).toEqual(['Bearer token-1', 'Bearer token-2', 'Bearer token-2', 'Bearer token-3']);
  });

  test('a second time is an answer', async () => {
    accepted = () => false;

    expect(await detailsOf(bench().run('get', { path: 'orders' }))).toMatchObject({ class: 'auth', code: 'REMOTE_SIGN_IN_REFUSED' });
    expect(tokenRequests).toHaveLength(2);
  });
});

describe('no token', () => {
  test.each([
    ['a wrong secret', { status: 401, body: '{"error":"invalid_client"}' }, { class: 'auth', code: 'REMOTE_SIGN_IN_REFUSED', remoteCode: 'invalid_client' }],
    ['an answer without a token', { status: 200, body: '{}' }, { class: 'auth', code: 'REMOTE_SIGN_IN_REFUSED' }],
    ['a web page', { status: 200, body: '<html>' }, { class: 'auth', code: 'REMOTE_SIGN_IN_REFUSED' }],
    ['an outage', { status: 503, body: '' }, { class: 'not-sent', code: 'SIGN_IN_UNAVAILABLE' }],
    ['a plea to wait', { status: 429, body: '' }, { class: 'throttled', code: 'SIGN_IN_THROTTLED' }],
  ])('for %s: the call is not made', async (_name, answer, expected) => {
    giveToken = () => answer;

    expect(await detailsOf(bench().run('send', { key: 'k', path: 'orders', json: {} }))).toMatchObject(expected);
    expect(seen).toEqual([]);
  });

  test('from an address inside a private network that nobody allowed, or that is not encrypted', async () => {
    const details = [];
    for (const [tokenAddress, allowPrivateHosts] of [['https://127.0.0.1:9/token', []], ['https://169.254.169.254/token', ['169.254.169.254']], ['http://login.example.com/token', []]] as const) {
      details.push(await detailsOf(bench({ tokenAddress, address: 'https://api.example.com' }, { allowPrivateHosts }).run('get', { path: 'orders' })));
    }

    expect(details).toMatchObject([{ code: 'HTTP_ADDRESS_BLOCKED' }, { code: 'HTTP_ADDRESS_BLOCKED' }, { code: 'HTTP_NOT_ENCRYPTED' }]);
    expect(tokenRequests).toEqual([]);
  });
});

test('neither secret nor token show in answers and failures', async () => {
  giveToken = () => ({ status: 400, body: JSON.stringify({ error: `bad ${secret}`, error_description: secret }) });

  expect(JSON.stringify(await detailsOf(bench({ clientAuth: 'body' }).run('get', { path: 'orders' })))).not.toContain(secret);
});

test.each([{ tokenAddress: undefined }, { clientId: undefined }, { tokenAddress: 'ftp://login.example.com' }])('%j is refused', (change) => {
  expect(connection?.settings.safeParse({ address: 'https://api.example.com', signIn: 'oauth-client-credentials', tokenAddress: 'https://login.example.com', clientId: 'c', ...change }).success).toBe(false);
});
