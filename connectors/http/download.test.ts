import { createMemoryFileStorage, testConnector, type MemoryFileStorage } from '@penstock/connector-sdk/testing';
import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { invariant, manualClock } from '@penstock/kernel';
import { createHttpClient, createHttpPools, createTokenCache, type HttpPools } from '@penstock/runtime-adapters';
import { nameFrom } from './file-name';
import { http as connector } from './index';
import { createHttpSimulator, demoCredential } from './simulator';

let simulator: SimulatorServer;
let url: string;
let pools: HttpPools;
let storage: MemoryFileStorage;
beforeEach(async () => {
  simulator = createHttpSimulator();
  ({ url } = await simulator.listen());
  pools = createHttpPools();
  storage = createMemoryFileStorage();
});
afterEach(async () => {
  await pools.close();
  await simulator.close();
});

function bench() {
  const { connection } = connector;
  invariant(connection, 'the connector has a connection');
  const settings = { address: `${url}/api`, signIn: 'bearer' };
  const http = createHttpClient({ connection, settings: connection.settings.parse(settings), resolveSecret: () => Promise.resolve(demoCredential), pools, tokenCache: createTokenCache(manualClock(0)), tokenKey: 'o:c', allowPrivateHosts: true });
  return testConnector(connector, { http, settings, clock: manualClock(0), files: storage });
}

test('a file that is fetched is kept, with its name and type', async () => {
  const { file } = (await bench().run('download', { path: 'files/orders.csv', query: { lines: '3' } })) as { file: { handle: string } };

  expect([file, storage.textOf(file.handle)]).toEqual([expect.objectContaining({ name: 'orders.csv', mediaType: 'text/csv', size: 33 }), 'orders.csv\n'.repeat(3)]);
});

test('a file may be larger than an answer that becomes a value', async () => {
  expect(await bench().run('download', { path: 'files/orders.csv', query: { lines: '2000000' } })).toMatchObject({ file: { size: 22_000_000 } });
});

test('a file over the limit of the step is broken off', async () => {
  await expect(bench().run('download', { path: 'files/orders.csv', query: { lines: '200000' }, maxMegabytes: 1 })).rejects.toMatchObject({ details: { class: 'config', code: 'REMOTE_ANSWER_TOO_LARGE' } });
});

test.each([
  ['that is not there', {}, 'files', { class: 'business', code: 'REMOTE_NOT_FOUND' }],
  ['that is elsewhere', {}, 'moved', { class: 'config', code: 'REMOTE_REDIRECTED' }],
  ['of a system that is down', { errorRate: 1 }, 'files/a.csv', { class: 'transient' }],
])('a file %s is not kept', async (_name, faults, path, expected) => {
  simulator.faults.change(faults);

  await expect(bench().run('download', { path, query: { lines: '10' } })).rejects.toMatchObject({ details: expected });
});

test.each([
  ['attachment; filename="report 1.pdf"', 'report 1.pdf'],
  [`attachment; filename="r.pdf"; filename*=UTF-8''%C3%9Cbersicht.pdf`, 'Übersicht.pdf'],
  ['attachment; filename=plain.csv; x=y', 'plain.csv'],
  ['attachment; filename="../../etc/passwd"', 'passwd'],
  ['attachment; filename="C:\\\\temp\\\\a.csv"', 'a.csv'],
  [`attachment; filename*=UTF-8''%E0%A4%A`, 'orders.csv'],
  ['attachment; filename=".."', 'orders.csv'],
  ['', 'orders.csv'],
])('%j is called %j', (disposition, name) => {
  expect(nameFrom({ 'content-disposition': disposition }, '/out/orders.csv')).toBe(name);
});
