import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { createSystemIds, pause } from '@penstock/runtime-adapters';
import { Pool } from 'pg';
import { createEngineHost } from './create-engine-host';
import type { EngineHost } from './engine-host';

/** Two engine processes, one database, and a gateway that signs in and answers exports: all of it real. */
let database: TestDatabase;
let pool: Pool;
let gateway: Server;
let isUp: boolean;
const asked: string[] = [];
const hosts: EngineHost[] = [];
const ids = createSystemIds();
const [organizationId, environmentId] = [ids.next(), ids.next()];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  await pool.query('insert into organization (id, name) values ($1, $2)', [organizationId, 'Test company']);
  await pool.query(
    `insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 'sandbox', 'Sandbox', 'sandbox', 1)`,
    [environmentId, organizationId],
  );
  gateway = createServer((request, response) => {
    request.resume();
    asked.push(request.url ?? '');
    if (!isUp) return void response.writeHead(503).end();
    response.setHeader('content-type', 'application/json');
    return void response.end(JSON.stringify(request.url === '/oauth/token' ? { access_token: 'a-token' } : { success: true, transactions: [] }));
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  for (let count = 0; count < 2; count += 1) {
    const host = await createEngineHost({
      databaseUrl: database.url,
      roles: { intake: false, worker: true },
      secrets: { read: async () => 'the password' },
      weather: { refreshMs: 50 },
      allowedPrivateHosts: ['127.0.0.1'],
      log: () => undefined,
    callbackKeys: ['test'],
    publicUrl: 'http://localhost:4000',
    });
    hosts.push(host);
  }
});
beforeEach(() => void asked.splice(0));
afterAll(async () => {
  for (const host of hosts) await host.drain();
  gateway.closeAllConnections();
  await new Promise((resolve) => gateway.close(resolve));
  await pool.end();
  await database.drop();
});

/** A connection whose breaker is open and due, with a run that waits for it. */
async function anOutage(): Promise<{ readonly connectionId: string; readonly runId: string }> {
  const [connectionId, runId] = [ids.next(), ids.next()];
  const settings = { baseUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`, username: 'api', integratorId: 'abcd1234' };
  await pool.query(
    `insert into connection (id, organization_id, environment_id, name, connector, settings, fingerprint) values ($1, $2, $3, 'Gateway', 'paytrace', $4, 'x')`,
    [connectionId, organizationId, environmentId, JSON.stringify(settings)],
  );
  await pool.query(
    `insert into run_queue (run_id, organization_id, ready_at, blocked_on) values ($1, $2, now() + interval '1 day', $3)`,
    [runId, organizationId, connectionId],
  );
  await pool.query(
    `insert into connection_health (connection_id, organization_id, state, cause, probe_at, openings) values ($1, $2, 'open', 'failures', now(), 1)`,
    [connectionId, organizationId],
  );
  return { connectionId, runId };
}
/** The row once it is as wanted; the engine works in its own time. */
async function rowWhen(text: string, id: string): Promise<Record<string, unknown>> {
  for (;;) {
    const { rows } = await pool.query<Record<string, unknown>>(text, [id]);
    if (rows[0]) return rows[0];
    await pause(20);
  }
}

describe('an open breaker', () => {
  test('is closed by one probe of one process, and what waited is woken', async () => {
    isUp = true;
    const { connectionId, runId } = await anOutage();

    await rowWhen(`select 1 from connection_health where connection_id = $1 and state = 'slow-start'`, connectionId);
    const run = await rowWhen('select ready_at <= now() as ready from run_queue where run_id = $1 and blocked_on is null', runId);

    expect(asked.filter((url) => url === '/oauth/token')).toHaveLength(1);
    expect(asked).toHaveLength(2);
    expect(run).toEqual({ ready: true });
  });

  test('stays open with the reason when the probe fails', async () => {
    isUp = false;
    const { connectionId, runId } = await anOutage();

    const health = await rowWhen(
      `select failure->>'message' as message, probe_at > now() + interval '5 s' as later from connection_health
       where connection_id = $1 and state = 'open' and openings = 2`,
      connectionId,
    );
    const { rows } = await pool.query('select blocked_on from run_queue where run_id = $1', [runId]);

    expect(health).toEqual({ message: expect.any(String), later: true });
    expect(rows).toEqual([{ blocked_on: connectionId }]);
  });
});

test('resuming by hand wakes what waits', async () => {
  const { connectionId, runId } = await anOutage();

  await hosts[0]!.connections.wake(connectionId);

  await expect(rowWhen('select 1 as woken from run_queue where run_id = $1 and blocked_on is null', runId)).resolves.toEqual({ woken: 1 });
});
