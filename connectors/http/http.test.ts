import type { SimulatorServer } from '@penstock/connector-sdk/simulator';
import { createLoopbackHttpClient, testConnector, testEffects, testStrangeAnswers, type ConnectorBench, type LoopbackHttpClient } from '@penstock/connector-sdk/testing';
import { Decimal, manualClock } from '@penstock/kernel';
import { http as connector } from './index';
import { createHttpSimulator, demoCredential } from './simulator';

const connection = connector.connection!;
const clock = manualClock(0);
let simulator: SimulatorServer;
let url: string;
let client: LoopbackHttpClient;
let number = 0;

beforeEach(async () => {
  simulator = createHttpSimulator();
  ({ url } = await simulator.listen());
});
afterEach(() => simulator.close());

function bench(change: object = { signIn: 'bearer' }): ConnectorBench {
  const settings = { address: `${url}/api`, testPath: '/text', ...change };
  client = createLoopbackHttpClient({ connection, settings: connection.settings.parse(settings), secrets: { credential: demoCredential } });
  return testConnector(connector, { http: client, settings, clock });
}

describe('a read', () => {
  test('goes below the address with query and headers', async () => {
    const answer = (await bench().run('get', { path: '/echo/A%2F1', query: { q: 'a b&c' }, headers: { Accept: 'application/json' } })) as { body: object };

    expect(answer).toMatchObject({ status: 200, body: { id: 'A/1', query: { q: 'a b&c' } } });
    expect(client.sent[0]).toMatchObject({ method: 'GET', headers: { accept: 'application/json', authorization: `Bearer ${demoCredential}` } });
  });

  test('of text is text', async () => {
    expect(await bench().run('get', { path: 'text' })).toMatchObject({ body: 'plain, with a BOM? no' });
  });

  test('of text as JSON fails', async () => {
    await expect(bench().run('get', { path: 'text', readAs: 'json' })).rejects.toMatchObject({ details: { class: 'transient', code: 'REMOTE_ANSWER_UNREADABLE' } });
  });

  test('that is too large takes nothing over', async () => {
    await expect(bench().run('get', { path: 'large', maxKilobytes: 2 })).rejects.toMatchObject({ details: { class: 'config', code: 'REMOTE_ANSWER_TOO_LARGE' } });
  });

  test('that is redirected is not followed', async () => {
    await expect(bench().run('get', { path: 'moved' })).rejects.toMatchObject({ details: { code: 'REMOTE_REDIRECTED' } });
    expect(client.sent).toHaveLength(1);
  });
});

describe('the sign-in', () => {
  test.each([
    [{ signIn: 'none' }, 'authorization', undefined],
    [{ signIn: 'bearer' }, 'authorization', `Bearer ${demoCredential}`],
    [{ signIn: 'basic', user: 'ann' }, 'authorization', `Basic ${Buffer.from(`ann:${demoCredential}`).toString('base64')}`],
    [{ signIn: 'header', headerName: 'X-Api-Key' }, 'x-api-key', demoCredential],
  ])('%j is sent as asked', async (settings, header, expected) => {
    await bench(settings).run('get', { path: 'text' });

    expect(client.sent[0]?.headers[header]).toBe(expected);
  });

  test.each([[{ signIn: 'basic' }], [{ signIn: 'header' }], [{ signIn: 'header', headerName: 'Authorization' }], [{ signIn: 'magic' }]])('%j is refused', (settings) => {
    expect(connection.settings.safeParse({ address: 'https://api.example.com', ...settings }).success).toBe(false);
  });

  test('is tried by the connection test', async () => {
    expect(await bench().testConnection()).toEqual({ summary: `${new URL(url).host} answers with HTTP 200.` });
  });
});

describe('a write', () => {
  const write = (change: object) => ({ key: `K-${(number += 1)}`, path: 'records', ...change });

  test.each([
    ['JSON with exact digits', { bodyKind: 'json', json: { total: Decimal.from('19.90') } }, '{"total":19.90}', 'application/json'],
    ['a form', { bodyKind: 'form', form: { a: '1 2' } }, 'a=1+2', 'application/x-www-form-urlencoded'],
    ['text', { bodyKind: 'text', text: 'plain', headers: { 'Content-Type': 'text/csv' } }, 'plain', 'text/csv'],
  ])('sends %s', async (_name, body, received, type) => {
    expect(await bench().run('send', write(body))).toMatchObject({ status: 201, body: { received, type }, headers: { location: '/records/R1' } });
  });

  test.each(['PUT', 'PATCH', 'DELETE'])('%s is sent', async (method) => {
    await bench().run('send', write({ method, bodyKind: 'none' }));

    expect([client.sent[0]?.method, simulator.effects.length]).toEqual([method, 1]);
  });

  test('answered with too much goes on without the body', async () => {
    expect(await bench().run('send', { ...write({ json: {} }), path: 'large', maxKilobytes: 2 })).toMatchObject({ status: 201, body: null, bodyLeftOut: true });
  });

  test.each([
    ['a missing body', { bodyKind: 'json' }],
    ['two bodies', { json: {}, text: 'a' }],
    ['another host', { json: {}, path: 'https://elsewhere.example/records' }],
    ['another host without scheme', { json: {}, path: '//elsewhere.example/records' }],
    ['a way out', { json: {}, path: '/a/../../admin' }],
    ['a hidden way out', { json: {}, path: '/a/%2e%2E/admin' }],
    ['its own authorization', { json: {}, headers: { Authorization: 'Bearer x' } }],
    ['a host header', { json: {}, headers: { Host: 'elsewhere.example' } }],
    ['a header of two lines', { json: {}, headers: { 'X-A': 'a\r\nX-B: b' } }],
    ['no key', { json: {}, key: ' ' }],
  ])('with %s is refused before anything is sent', async (_name, change) => {
    await expect(bench().run('send', write(change))).rejects.toThrow();
    expect(client.sent).toEqual([]);
  });
});

testEffects({
  bench,
  faults: (change) => void simulator.faults.change(change),
  control: () => Promise.resolve(),
  effectCount: () => simulator.effects.length,
  secrets: [demoCredential],
  cases: ['send', 'send-once'].map((action) => ({ action, input: () => Promise.resolve({ key: `C-${(number += 1)}`, path: 'records', json: { a: 1 } }) })),
});

testStrangeAnswers({
  connector,
  settings: (remote) => ({ address: remote }),
  inputs: { get: { path: 'a', readAs: 'json' }, send: { key: 'k', path: 'a', json: {} }, 'send-once': { key: 'k', path: 'a', json: {} } },
  clock,
});
