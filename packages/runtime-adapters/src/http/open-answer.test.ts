import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import type { HttpClient, OpenAnswer } from '@penstock/connector-sdk';
import { invariant, manualClock } from '@penstock/kernel';
import { createHttpClient } from './http-client';
import { createHttpPools, type HttpPools } from './http-pools';
import { createTokenCache } from './token-cache';

let server: Server;
let pools: HttpPools;
let answerer: (request: IncomingMessage, response: ServerResponse) => void;
beforeEach(async () => {
  server = createServer((request, response) => answerer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  pools = createHttpPools();
});
afterEach(async () => {
  await pools.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const secret = 'canary-open-4b1d';
const client = (): HttpClient =>
  createHttpClient({
    connection: { baseUrl: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`, auth: { kind: 'headers', headers: () => ({ authorization: { $secret: 'key' } }) } },
    settings: {},
    resolveSecret: () => Promise.resolve(secret),
    pools,
    tokenCache: createTokenCache(manualClock()),
    tokenKey: 'o:c',
    allowPrivateHosts: true,
    maxResponseBytes: 1_000,
  });

async function opened(timeoutMs = 5_000, followRedirects = false): Promise<OpenAnswer> {
  const answer = await client().open!({ method: 'GET', url: '/file', timeoutMs, followRedirects });
  invariant(answer.kind === 'open', 'the answer is open');
  return answer.answer;
}
const read = async ({ content }: OpenAnswer): Promise<Buffer> => {
  const parts = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
};

test('a body larger than what is taken whole comes byte by byte', async () => {
  const bytes = randomBytes(3_000_000);
  answerer = (request, response) => response.writeHead(200, { 'content-type': 'application/pdf', 'x-key': String(request.headers.authorization === secret) }).end(bytes);

  const answer = await opened();

  expect([answer.status, answer.headers['content-type'], answer.headers['x-key']]).toEqual([200, 'application/pdf', 'true']);
  expect(createHash('sha256').update(await read(answer)).digest('hex')).toBe(createHash('sha256').update(bytes).digest('hex'));
});

test('an answer that is no success comes whole', async () => {
  answerer = (_request, response) => response.writeHead(404).end(`no file for ${secret}`);

  expect(await client().open!({ method: 'GET', url: '/file' })).toMatchObject({ kind: 'whole', response: { status: 404, body: 'no file for [redacted]' } });
});

test('a redirect is followed where that is asked for', async () => {
  answerer = (request, response) => (request.url === '/file' ? response.writeHead(302, { location: '/there' }).end() : response.writeHead(200).end('here'));

  expect((await read(await opened(5_000, true))).toString()).toBe('here');
});

test('a connection lost within the body is told, and is no end of file', async () => {
  answerer = (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' }).write('half');
    setTimeout(() => response.destroy(), 50);
  };

  await expect(opened().then(read)).rejects.toMatchObject({ details: { class: 'ambiguous', code: 'HTTP_CONNECTION_LOST' } });
});

test('a body that falls silent is told', async () => {
  answerer = (_request, response) => void response.writeHead(200).write('half');

  await expect(opened(150).then(read)).rejects.toMatchObject({ details: { class: 'ambiguous', code: 'HTTP_TIMED_OUT' } });
});

test('a slow but steady body takes longer than the time-out, and arrives', async () => {
  answerer = (_request, response) => {
    response.writeHead(200);
    let left = 8;
    const timer = setInterval(() => {
      response.write('x');
      if ((left -= 1) === 0) {
        clearInterval(timer);
        response.end();
      }
    }, 60);
  };

  expect((await read(await opened(250))).toString()).toBe('xxxxxxxx');
});

test('no more comes than is read', async () => {
  let sent = 0;
  answerer = (_request, response) => {
    response.writeHead(200);
    const more = () => {
      while (sent < 200_000_000) {
        sent += 1_000_000;
        if (!response.write(Buffer.alloc(1_000_000))) return response.once('drain', more);
      }
      return response.end();
    };
    more();
  };
  const pieces = (await opened()).content[Symbol.asyncIterator]();

  await pieces.next();
  for (let round = 0; round < 2_000; round += 1) await turn();
  await pieces.return?.();

  expect(sent).toBeLessThan(50_000_000);
});

test('credentials that are echoed in a body break it off', async () => {
  answerer = (_request, response) => {
    response.writeHead(200);
    response.write(`${'x'.repeat(70_000)}${secret.slice(0, 6)}`);
    setTimeout(() => response.end(secret.slice(6)), 30);
  };

  await expect(opened().then(read)).rejects.toMatchObject({ details: { class: 'config', code: 'HTTP_ECHOES_SECRET' } });
});
