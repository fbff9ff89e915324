import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FaultsChange } from './faults';
import type { JournalRecord } from './journal';
import { pageRoute, route, writeRoute } from './routes';
import { createSimulatorServer, type SimulatorServer } from './simulator-server';

let folder: string;
let server: SimulatorServer;
let posted: string[];
let firstPost: Promise<void>;
let restored: JournalRecord[];

async function start(faults: FaultsChange = {}): Promise<string> {
  posted = [];
  restored = [];
  let postedOnce: () => void;
  firstPost = new Promise((resolve) => (postedOnce = resolve));
  server = createSimulatorServer({
    name: 'ledger',
    faults,
    effectLogPath: join(folder, 'effects.jsonl'),
    statePath: join(folder, 'state.jsonl'),
    restore: (record) => restored.push(record),
    reset: () => (posted = []),
    state: () => ({ posted }),
    routes: [
      route('GET', '/entries/:id', ({ params, query }) => ({ status: 200, body: { id: params.id ?? '', query } })),
      pageRoute('GET', '/', () => ({ status: 200, body: 'console' })),
      writeRoute('POST', '/entries', (request) => {
        const { key } = request.json() as { key: string };
        request.remember({ kind: 'seen', data: { key } });
        request.commit({ kind: 'entry', key, id: 'E1', amount: '19.99' });
        posted.push(key);
        postedOnce();
        return { status: 201, body: { id: 'E1' } };
      }),
    ],
  });
  return (await server.listen()).url;
}

const post = (url: string, key = 'INV-1') => fetch(`${url}/entries`, { method: 'POST', body: JSON.stringify({ key }) });

const loggedKeys = () =>
  readFileSync(join(folder, 'effects.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => (JSON.parse(line) as { key: string }).key);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'simulator-'));
});

afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

test('answers a route with its path and query values', async () => {
  const url = await start();

  const response = await fetch(`${url}/entries/A%2F1?full=yes`);

  expect(await response.json()).toEqual({ id: 'A/1', query: { full: 'yes' } });
});

test('tells an unknown path from a wrong method', async () => {
  const url = await start();

  const statuses = [(await fetch(`${url}/nothing`)).status, (await fetch(`${url}/entries`)).status];

  expect(statuses).toEqual([404, 405]);
});

test('logs a committed effect before the answer leaves', async () => {
  const url = await start();

  const response = await post(url);

  expect(response.status).toBe(201);
  expect(loggedKeys()).toEqual(['INV-1']);
});

test('does the work and cuts the line with drop answer', async () => {
  const url = await start({ dropAnswerRate: 1 });

  await expect(post(url)).rejects.toThrow();

  expect(loggedKeys()).toEqual(['INV-1']);
});

test('does the work and answers 500 with error after', async () => {
  const url = await start({ error500AfterRate: 1 });

  const response = await post(url);

  expect([response.status, loggedKeys()]).toEqual([500, ['INV-1']]);
});

test('does nothing with errors and resets before', async () => {
  const url = await start({ errorRate: 1 });

  const refused = await post(url);
  server.faults.change({ errorRate: 0, resetBeforeRate: 1 });
  await expect(post(url)).rejects.toThrow();

  expect([refused.status, loggedKeys()]).toEqual([503, []]);
});

test('commits late after cutting the line', async () => {
  const url = await start({ lateCommitRate: 1, lateCommitMs: 20 });

  await expect(post(url)).rejects.toThrow();
  const atTheCut = loggedKeys();

  await firstPost;
  expect([atTheCut, loggedKeys()]).toEqual([[], ['INV-1']]);
});

test('hangs after the work and keeps the line open', async () => {
  const url = await start({ hangAfterRate: 1 });

  await expect(
    fetch(`${url}/entries`, { method: 'POST', body: '{"key":"INV-1"}', signal: AbortSignal.timeout(100) }),
  ).rejects.toThrow('timeout');

  expect(loggedKeys()).toEqual(['INV-1']);
});

test('keeps pages and switches reachable in an outage', async () => {
  const url = await start();

  await fetch(`${url}/__sim/faults`, { method: 'POST', body: '{"outageMs":60000}' });
  const statuses = [(await fetch(`${url}/`)).status, (await post(url)).status, (await fetch(`${url}/__sim/state`)).status];

  expect(statuses).toEqual([200, 503, 200]);
});

test('refuses a fault switch it does not know', async () => {
  const url = await start();

  const response = await fetch(`${url}/__sim/faults`, { method: 'POST', body: '{"chaos":1}' });

  expect(response.status).toBe(400);
});

test('repeats the same faults for the same seed', async () => {
  const url = await start({ errorRate: 0.5, seed: 7 });
  const statusesOf = async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 8; count += 1) statuses.push((await fetch(`${url}/entries/1`)).status);
    return statuses;
  };

  const first = await statusesOf();
  server.faults.change({ seed: 7 });

  expect(await statusesOf()).toEqual(first);
  expect(new Set(first)).toEqual(new Set([200, 503]));
});

test('moves its clock and shows it in the state', async () => {
  const url = await start();

  await fetch(`${url}/__sim/clock`, { method: 'POST', body: '{"now":"2031-05-04T12:00:00Z"}' });
  const state = (await (await fetch(`${url}/__sim/state`)).json()) as { clock: string };

  expect(state.clock.slice(0, 16)).toBe('2031-05-04T12:00');
});

test('hands effects and facts back to the next process', async () => {
  const url = await start();
  await post(url);

  await server.close();
  await start();

  expect(restored.map(({ type, kind, seq }) => [type, kind, seq])).toEqual([
    ['fact', 'seen', 1],
    ['effect', 'entry', 2],
  ]);
});

test('forgets everything on reset', async () => {
  const url = await start();
  await post(url);

  await fetch(`${url}/__sim/reset`, { method: 'POST' });

  expect([posted, server.effects]).toEqual([[], []]);
});
