import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGuardedFetch } from './guarded-fetch';

let server: Server;
let asked: number;
let address: string;
beforeEach(async () => {
  asked = 0;
  server = createServer((request, response) => {
    asked += 1;
    if (request.url === '/away') return void response.writeHead(302, { location: '/' }).end();
    return void response.end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterEach(() => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))));

describe('a guarded fetch', () => {
  test('reaches a private host that is allowed by name', async () => {
    const answer = await createGuardedFetch({ allowPrivateHosts: ['127.0.0.1'] })(address);

    expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
  });

  test.each([
    ['this machine by address', () => address],
    ['this machine by name', () => address.replace('127.0.0.1', 'localhost').replace('http:', 'https:')],
    ['this machine in IPv6', () => 'https://[::1]/'],
    ['this machine, mapped', () => 'https://[::ffff:127.0.0.1]/'],
    ['the metadata service', () => 'https://169.254.169.254/latest/'],
    ['the public internet without encryption', () => 'http://example.com/'],
    ['a file', () => 'file:///etc/passwd'],
  ])('does not reach %s', async (_, where) => {
    await expect(createGuardedFetch({ allowPrivateHosts: [] })(where())).rejects.toThrow();
    expect(asked).toBe(0);
  });

  test('follows no redirect', async () => {
    await expect(createGuardedFetch({ allowPrivateHosts: ['127.0.0.1'] })(`${address}away`)).rejects.toThrow();
    expect(asked).toBe(1);
  });
});
