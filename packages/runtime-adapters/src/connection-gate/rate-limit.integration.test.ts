import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { noLimits, type FailureRecord } from '@penstock/engine';
import type { ConnectionId, OrganizationId } from '@penstock/kernel';
import { Pool } from 'pg';
import { Pool as HttpPool } from 'undici';
import { createSystemIds, pause, systemClock, systemRandom, systemScheduler } from '../system/system-ports';
import { PostgresConnectionGate } from './postgres-connection-gate';

/** A remote side that counts, over real HTTP, with real time: what a limit is worth shows only there. */
let database: TestDatabase;
let pool: Pool;
let server: Server;
let http: HttpPool;
let arrivals: number[];
/** When each call was let through, before it is on its way: what the limiter answers for. */
let departures: number[];
let refuse: (count: number) => boolean;
const ids = createSystemIds();
const [organizationId, environmentId] = [ids.next(), ids.next()];
const gates: PostgresConnectionGate[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 6 });
  await pool.query('insert into organization (id, name) values ($1, $2)', [organizationId, 'Test company']);
  await pool.query(
    `insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 'sandbox', 'Sandbox', 'sandbox', 1)`,
    [environmentId, organizationId],
  );
  server = createServer((_, response) => {
    arrivals.push(performance.now());
    if (refuse(arrivals.length)) return response.writeHead(429, { 'retry-after': '1' }).end();
    return response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  http = new HttpPool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, { connections: 64, pipelining: 1 });
});
beforeEach(() => {
  [arrivals, departures, refuse] = [[], [], () => false];
});
afterEach(async () => {
  for (const gate of gates.splice(0)) await gate.stop();
});
afterAll(async () => {
  await http.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await pool.end();
  await database.drop();
});

async function newConnection(limits: object): Promise<{ connectionId: ConnectionId; organizationId: OrganizationId }> {
  const connectionId = ids.next();
  await pool.query(
    `insert into connection (id, organization_id, environment_id, name, connector, settings, fingerprint, limits)
     values ($1, $2, $3, 'Bank', 'bank', '{}', 'bank', $4)`,
    [connectionId, organizationId, environmentId, JSON.stringify({ ...noLimits, ...limits })],
  );
  return { connectionId: connectionId as ConnectionId, organizationId: organizationId as OrganizationId };
}

function openGate(): PostgresConnectionGate {
  const gate = new PostgresConnectionGate({
    pool, workerId: ids.next(), clock: systemClock, scheduler: systemScheduler, random: systemRandom,
    trouble: (_, error) => {
      throw error;
    },
  });
  gate.start();
  gates.push(gate);
  return gate;
}

const throttled: FailureRecord = { class: 'throttled', code: 'BUSY', message: '', retryAfterMs: 1_000 };

/** Runs that come back when they are held, until all have been sent. @returns the holds. */
async function sendAll(connection: Awaited<ReturnType<typeof newConnection>>, count: number): Promise<number> {
  const processes = [openGate(), openGate()];
  let holds = 0;
  const send = async (index: number): Promise<void> => {
    for (;;) {
      const answer = await processes[index % 2]!.enter(connection);
      if (answer.kind === 'hold') {
        holds += 1;
        await pause(answer.waitMs);
        continue;
      }
      departures.push(performance.now());
      const { statusCode, body } = await http.request({ path: '/', method: 'POST' });
      await body.dump();
      answer.leave(statusCode === 429 ? throttled : null);
      if (statusCode !== 429) return;
    }
  };
  await Promise.all(Array.from({ length: count }, (_, index) => send(index)));
  return holds;
}

/** The most of these times within any span of this length. */
function mostWithin(ms: number, times: readonly number[]): number {
  let [most, from] = [0, 0];
  for (const [index, at] of times.entries()) {
    while (times[from]! <= at - ms) from += 1;
    most = Math.max(most, index - from + 1);
  }
  return most;
}

test('two processes together keep to the rate of a connection', async () => {
  const connection = await newConnection({ ratePerSecond: 200, burst: 20 });

  const holds = await sendAll(connection, 1_000);

  const seconds = (arrivals.at(-1)! - arrivals[0]!) / 1_000;
  // Within any second: the burst and the rate, and one per cent.
  expect(mostWithin(1_000, departures)).toBeLessThanOrEqual((20 + 200) * 1.01);
  // The remote sees the same over the whole time; within a second a standing network may push arrivals together.
  expect(arrivals.length).toBeLessThanOrEqual((20 + 200 * seconds) * 1.01);
  // The limit is used, not hidden behind.
  expect(arrivals.length / seconds).toBeGreaterThan(140);
  expect(holds).toBeGreaterThan(0);
}, 30_000);

test('the same calls exceed it when the limiter is switched off', async () => {
  const connection = await newConnection({});

  await sendAll(connection, 1_000);

  expect(mostWithin(1_000, departures)).toBeGreaterThan((20 + 200) * 1.01);
}, 30_000);

test('a 429 stops every process for the time it names, then the rate is halved', async () => {
  const connection = await newConnection({ ratePerSecond: 200, burst: 20 });
  refuse = (count) => count === 100;

  await sendAll(connection, 400);

  const refusedAt = arrivals[99]!;
  // The other process hears of it by its next round at the latest; what was on its way arrives.
  const during = arrivals.filter((at) => at > refusedAt + 100 && at < refusedAt + 950);
  const after = arrivals.filter((at) => at > refusedAt + 1_000 && at < refusedAt + 2_000);
  // At most what the other process had reserved: 125 ms at 200 a second.
  expect(during.length).toBeLessThanOrEqual(25);
  // Half the rate, and what comes back of it within a second.
  expect(after.length).toBeLessThanOrEqual((20 + 104) * 1.01);
}, 30_000);
