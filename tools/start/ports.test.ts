import { createServer, type AddressInfo, type Server } from 'node:net';
import { choosePort } from './ports.mjs';

const open: Server[] = [];

afterEach(async () => {
  for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
});

function occupy(port = 0): Promise<number> {
  const server = createServer();
  open.push(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

async function freePort(): Promise<number> {
  const port = await occupy();
  await new Promise((resolve) => open.pop()?.close(resolve));
  return port;
}

describe('the port of the platform', () => {
  test('is the one that was asked for when it is free', async () => {
    const wanted = await freePort();

    expect(await choosePort({ wanted, last: undefined, demo: false })).toBe(wanted);
  });

  test('is refused in plain words when it is in use', async () => {
    const wanted = await occupy();

    const choice = choosePort({ wanted, last: undefined, demo: false });

    await expect(choice).rejects.toThrow(`Port ${wanted} is in use by another program.`);
  });

  test('moves on when the last start’s port is taken', async () => {
    const last = await occupy();

    const port = await choosePort({ wanted: undefined, last, demo: false });

    expect(port).not.toBe(last);
    expect(port).toBeGreaterThanOrEqual(4000);
  });

  test('names the simulator whose place is taken', async () => {
    const shop = await occupy();

    const choice = choosePort({ wanted: shop - 30, last: undefined, demo: true });

    await expect(choice).rejects.toThrow(/in use by another program/);
  });
});
