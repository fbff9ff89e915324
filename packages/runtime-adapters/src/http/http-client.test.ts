import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { ConnectorFailure, type ConnectionAuth, type FailureDetails, type HttpClient, type HttpRequest } from '@penstock/connector-sdk';
import { Decimal, manualClock } from '@penstock/kernel';
import { createHttpClient, type HttpClientOptions } from './http-client';
import { createHttpPools, type HttpPools } from './http-pools';
import { createTokenCache } from './token-cache';

const canary = 'canary+pass word/9"7';
const clock = manualClock();
let pools: HttpPools;
let server: Server;
let url: string;
let seen: { line: string; headers: IncomingMessage['headers']; body: string }[];
let answer: (incoming: IncomingMessage, outgoing: ServerResponse, body: string) => void;

beforeEach(async () => {
  pools = createHttpPools();
  seen = [];
  answer = (_incoming, outgoing) => outgoing.end('ok');
  server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      seen.push({ line: `${incoming.method} ${incoming.url}`, headers: incoming.headers, body });
      answer(incoming, outgoing, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await pools.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function client(change: Partial<HttpClientOptions> & { readonly auth?: ConnectionAuth<unknown>; readonly baseUrl?: string } = {}): HttpClient {
  const { auth = { kind: 'none' }, baseUrl = url, ...options } = change;
  return createHttpClient({
    connection: { baseUrl: () => baseUrl, auth },
    settings: {},
    resolveSecret: () => Promise.resolve(canary),
    pools,
    tokenCache: createTokenCache(clock),
    tokenKey: 'organisation:connection',
    allowPrivateHosts: true,
    ...options,
  });
}

async function failureOf(call: Promise<unknown>): Promise<FailureDetails> {
  try {
    await call;
  } catch (error) {
    if (error instanceof ConnectorFailure) return error.details;
    throw error;
  }
  throw new TypeError('the call succeeded');
}

const get: HttpRequest = { method: 'GET', url: '/v1/thing' };
const post: HttpRequest = { method: 'POST', url: '/v1/thing', json: { amount: 1 } };

describe('a process whose lease is about to end', () => {
  test('hands nothing to a socket any more', async () => {
    const failure = await failureOf(client({ mayStart: () => false }).send(post));

    expect([failure.class, seen]).toEqual(['not-sent', []]);
  });

  test('asks when the connection is there, not when the call is made', async () => {
    let mayStart = true;
    const call = failureOf(client({ mayStart: () => mayStart }).send(post));
    mayStart = false;

    expect((await call).class).toBe('not-sent');
    expect(seen).toEqual([]);
  });
});

describe('what is sent', () => {
  test('joins the base path, the path and the query', async () => {
    await client({ baseUrl: `${url}/base/` }).send({ ...get, query: { q: 'a b&c' } });

    expect(seen[0]?.line).toBe('GET /base/v1/thing?q=a+b%26c');
  });

  test('writes decimals exactly into JSON', async () => {
    await client().send({ ...post, json: { amount: Decimal.from('19.90'), big: Decimal.from('12345678901234567890.10') } });

    expect(seen[0]?.body).toBe('{"amount":19.90,"big":12345678901234567890.10}');
    expect(seen[0]?.headers['content-type']).toBe('application/json');
  });

  test('fills secrets into headers and forms', async () => {
    await client().send({ method: 'POST', url: '/login', form: { password: { $secret: 'password' } }, headers: { 'x-key': { $secret: 'key' } } });

    expect(new URLSearchParams(seen[0]?.body).get('password')).toBe(canary);
    expect(seen[0]?.headers['x-key']).toBe(canary);
  });

  test('leaves a secret reference in run data alone', async () => {
    await client().send({ ...post, json: { note: { $secret: 'password' } } });

    expect(seen[0]?.body).toBe('{"note":{"$secret":"password"}}');
  });
});

describe('where it may go', () => {
  test.each([
    ['a private address', {}, { ...get }, 'HTTP_ADDRESS_BLOCKED', { baseUrl: 'https://10.0.0.7' }],
    ['an octal loopback', {}, { ...get }, 'HTTP_ADDRESS_BLOCKED', { baseUrl: 'https://0177.1' }],
    ['a mapped address', {}, { ...get }, 'HTTP_ADDRESS_BLOCKED', { baseUrl: 'https://[::ffff:127.0.0.1]' }],
    ['a name of this machine', {}, { ...get }, 'HTTP_ADDRESS_BLOCKED', { baseUrl: 'https://localhost' }],
    ['another host', {}, { ...get, url: 'https://example.com/' }, 'HTTP_HOST_NOT_ALLOWED', { baseUrl: 'https://api.example.org' }],
    ['plain HTTP outside', {}, { ...get }, 'HTTP_NOT_ENCRYPTED', { baseUrl: 'http://8.8.8.8' }],
    ['a climb out of the base path', {}, { ...get, url: '/../admin' }, 'HTTP_URL_INVALID', { baseUrl: 'https://8.8.8.8/api' }],
    ['an address with a password', {}, { ...get, url: 'https://a:b@8.8.8.8/' }, 'HTTP_URL_INVALID', { baseUrl: 'https://8.8.8.8' }],
  ])('refuses %s without sending', async (_name, _none, request, code, { baseUrl }) => {
    const failure = await failureOf(client({ baseUrl, allowPrivateHosts: false }).send(request as HttpRequest));

    expect([failure.class, failure.code]).toEqual(['config', code]);
  });

  test('reaches only the private hosts that are named', async () => {
    const response = await client({ allowPrivateHosts: ['127.0.0.1'] }).send(get);
    const failure = await failureOf(client({ allowPrivateHosts: ['10.1.1.1'] }).send(get));

    expect([response.status, failure.code]).toEqual([200, 'HTTP_NOT_ENCRYPTED']);
  });

  test('never reaches a metadata service', async () => {
    const failure = await failureOf(client({ baseUrl: 'http://169.254.169.254' }).send(get));

    expect(failure.code).toBe('HTTP_ADDRESS_BLOCKED');
  });
});

describe('what is known after a failure', () => {
  test('a refused connection is not sent', async () => {
    const failure = await failureOf(client({ baseUrl: 'http://127.0.0.1:1' }).send(post));

    expect([failure.class, failure.code]).toEqual(['not-sent', 'HTTP_NOT_SENT']);
    expect(failure.message).toContain('connection refused');
  });

  test('an unknown name is not sent', async () => {
    const failure = await failureOf(client({ baseUrl: 'http://nobody.invalid' }).send(post));

    expect(failure.class).toBe('not-sent');
  });

  test('a failed TLS handshake is not sent', async () => {
    const failure = await failureOf(client({ baseUrl: url.replace('http:', 'https:') }).send(post));

    expect([failure.class, seen]).toEqual(['not-sent', []]);
  });

  test('a wait for a free connection is not sent', async () => {
    pools = createHttpPools({ connections: 1 });
    answer = () => undefined;
    const busy = failureOf(client().send({ ...post, timeoutMs: 300 }));

    const failure = await failureOf(client().send({ ...post, url: '/queued', timeoutMs: 50 }));

    expect(failure.class).toBe('not-sent');
    expect((await busy).class).toBe('ambiguous');
    expect(seen.map(({ line }) => line)).toEqual(['POST /v1/thing']);
  });

  test('an answer that never comes is ambiguous', async () => {
    answer = () => undefined;

    const failure = await failureOf(client().send({ ...post, timeoutMs: 60 }));

    expect([failure.class, failure.code]).toEqual(['ambiguous', 'HTTP_TIMED_OUT']);
  });

  test('a reset instead of an answer is ambiguous', async () => {
    answer = (incoming) => incoming.socket.resetAndDestroy();

    const failure = await failureOf(client().send(post));

    expect([failure.class, failure.code]).toEqual(['ambiguous', 'HTTP_CONNECTION_LOST']);
  });

  test('a reset after the headers is ambiguous', async () => {
    answer = (incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '10' });
      outgoing.write('half', () => incoming.socket.resetAndDestroy());
    };

    const failure = await failureOf(client().send(post));

    expect(failure.class).toBe('ambiguous');
  });

  test('a truncated body is ambiguous', async () => {
    answer = (incoming, outgoing) => {
      outgoing.writeHead(200, { 'content-length': '10' });
      outgoing.write('half', () => incoming.socket.end());
    };

    const failure = await failureOf(client().send(post));

    expect(failure.class).toBe('ambiguous');
  });

  test('a body too slow for the deadline is ambiguous', async () => {
    answer = (_incoming, outgoing) => {
      outgoing.writeHead(200);
      outgoing.write('half');
    };

    const failure = await failureOf(client().send({ ...post, timeoutMs: 80 }));

    expect([failure.class, failure.code]).toEqual(['ambiguous', 'HTTP_TIMED_OUT']);
  });

  test('a body over the limit is ambiguous', async () => {
    answer = (_incoming, outgoing) => outgoing.end('x'.repeat(2_000));

    const failure = await failureOf(client({ maxResponseBytes: 1_000 }).send(post));

    expect(failure.code).toBe('HTTP_RESPONSE_TOO_LARGE');
  });

  test('an answer that is not HTTP is ambiguous', async () => {
    const sockets: Socket[] = [];
    const raw = createTcpServer((socket) => sockets.push(socket.once('data', () => socket.end(`garbage ${canary}\r\n\r\n`))));
    await new Promise<void>((resolve) => raw.listen(0, '127.0.0.1', resolve));

    const failure = await failureOf(client({ baseUrl: `http://127.0.0.1:${(raw.address() as AddressInfo).port}` }).send(post));

    expect(failure.class).toBe('ambiguous');
    raw.close();
  });

  test('any complete answer is handed over as it is', async () => {
    answer = (_incoming, outgoing) => outgoing.writeHead(503, { 'Retry-After': '7' }).end('busy');

    const response = await client().send(post);

    expect([response.status, response.headers['retry-after'], response.body]).toEqual([503, '7', 'busy']);
  });
});

describe('redirects', () => {
  beforeEach(() => {
    answer = (incoming, outgoing) => {
      if (incoming.url === '/v1/thing') outgoing.writeHead(302, { location: '/moved' }).end();
      else outgoing.end('arrived');
    };
  });

  test('are answers unless asked to follow', async () => {
    expect((await client().send(get)).status).toBe(302);
  });

  test('are followed on the same origin with credentials', async () => {
    const auth: ConnectionAuth<unknown> = { kind: 'headers', headers: () => ({ authorization: { $secret: 'key' } }) };

    const response = await client({ auth }).send({ ...get, followRedirects: true });

    expect([response.body, seen[1]?.headers.authorization]).toEqual(['arrived', canary]);
  });

  test('carry no credentials to another origin', async () => {
    const auth: ConnectionAuth<unknown> = { kind: 'headers', headers: () => ({ authorization: { $secret: 'key' } }) };
    const other = url.replace('127.0.0.1', 'localhost');
    answer = (incoming, outgoing) => {
      if (incoming.url === '/v1/thing') outgoing.writeHead(302, { location: `${other}/moved` }).end();
      else outgoing.end('arrived');
    };
    const connection = { baseUrl: () => url, auth, additionalHosts: () => ['localhost'] };

    const response = await client({ connection }).send({ ...get, followRedirects: true, headers: { 'x-key': { $secret: 'key' } } });

    expect(response.body).toBe('arrived');
    expect([seen[1]?.headers.authorization, seen[1]?.headers['x-key']]).toEqual([undefined, undefined]);
  });

  test('to a host outside the connection are refused', async () => {
    answer = (_incoming, outgoing) => outgoing.writeHead(302, { location: 'https://example.com/' }).end();

    const failure = await failureOf(client().send({ ...get, followRedirects: true }));

    expect(failure.code).toBe('HTTP_HOST_NOT_ALLOWED');
  });
});

describe('secrets', () => {
  test('never show in failures or echoed answers', async () => {
    answer = (_incoming, outgoing, body) => outgoing.end(`you sent ${body} and ${canary} and ${JSON.stringify(canary)}`);
    const login: HttpRequest = { method: 'POST', url: '/login', form: { password: { $secret: 'password' } } };

    const echoed = await client().send(login);
    answer = (incoming) => incoming.socket.resetAndDestroy();
    const lost = await client().send(login).catch((error: unknown) => error);

    const told = JSON.stringify([echoed, lost, String(lost), (lost as ConnectorFailure).cause]);
    expect(told).not.toContain(canary);
    expect(told).not.toContain('canary');
  });
});

describe('credentials of other shapes', () => {
  test('a bearer prefix and basic credentials are written by the client and taken out of answers', async () => {
    const basic = `Basic ${Buffer.from(`zoë:${canary}`, 'utf8').toString('base64')}`;
    const headers = () => ({ authorization: { $secret: 'key', basicUser: 'zoë' }, 'x-token': { $secret: 'key', prefix: 'Bearer ' } });
    answer = (incoming, outgoing) => outgoing.end(JSON.stringify(incoming.headers));

    const response = await client({ auth: { kind: 'headers', headers } }).send({ method: 'GET', url: '/' });

    expect(seen[0]?.headers).toMatchObject({ authorization: basic, 'x-token': `Bearer ${canary}` });
    expect(response.body).not.toContain(basic.slice('Basic '.length));
    expect(response.body).not.toContain('pass word');
  });
});

describe('an address that is a secret', () => {
  const post = (secret: string, change: Partial<HttpRequest> = {}) =>
    client({ baseUrl: `${url}/services`, resolveSecret: () => Promise.resolve(secret) }).send({ method: 'POST', url: '', text: '{}', secretPath: { $secret: 'path' }, ...change });

  test('is completed behind the base address', async () => {
    await post('/T000/B000/abc-DEF_1');

    expect(seen[0]?.line).toBe('POST /services/T000/B000/abc-DEF_1');
  });

  test('does not show in a failure', async () => {
    answer = (incoming) => incoming.socket.destroy();

    const failure = await failureOf(post('T000/B000/hidden'));

    expect(failure.class).toBe('ambiguous');
    expect(JSON.stringify(failure)).not.toContain('hidden');
  });

  test.each(['../admin', 'a/../../b', '%2e%2e/x', 'a?b=c', 'a#b', '', 'a//b'])('is refused when its end is “%s”', async (end) => {
    const failure = await failureOf(post(end));

    expect(failure).toMatchObject({ class: 'config', code: 'HTTP_URL_INVALID' });
    expect(seen).toEqual([]);
  });

  test('follows no redirect', async () => {
    answer = (_incoming, outgoing) => outgoing.writeHead(302, { location: '/elsewhere' }).end();

    const response = await post('T000', { followRedirects: true });

    expect([response.status, seen.length]).toEqual([302, 1]);
  });
});
