import { createTestDatabase, seedSource, type TestDatabase } from '@penstock/database/testing';
import { createSystemIds } from '@penstock/runtime-adapters';
import { Pool } from 'pg';
import { createEngineHost } from '../create-engine-host';
import type { EngineHost } from '../engine-host';

let database: TestDatabase;
let pool: Pool;
let hosts: EngineHost[];

/** Two whole engines on one database, as two processes are. */
beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  const start = () =>
    createEngineHost({ databaseUrl: database.url, roles: { intake: true, worker: true }, secrets: { read: async () => undefined }, log: () => undefined, callbackKeys: ['test'], publicUrl: 'http://localhost:4000' });
  hosts = await Promise.all([start(), start()]);
});
afterAll(async () => {
  await Promise.all(hosts.map((host) => host.drain()));
  await pool.end();
  await database.drop();
});

async function eventCount(sourceId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from event where intake_source_id = $1 and state = 'routed'`, [sourceId]);
  return rows[0]?.count ?? 0;
}

test('two running engines start a planned time once, as soon as they hear of it', async () => {
  const { intakeSourceId, organizationId } = await seedSource(pool, createSystemIds(), 1);
  const spec = { cron: '0 * * * *', timeZone: 'UTC', overlap: 'parallel', missed: 'once' };
  await pool.query(`update intake_source set connector = 'schedule', trigger = 'schedule', settings = $2 where id = $1`, [intakeSourceId, JSON.stringify(spec)]);
  await pool.query(
    `insert into schedule_state (intake_source_id, organization_id, spec, next_at, look_at) values ($1, $2, $3, date_trunc('hour', now()), now())`,
    [intakeSourceId, organizationId, JSON.stringify(spec)],
  );

  await Promise.all(hosts.map((host) => host.refreshRoutes()));
  while ((await eventCount(intakeSourceId)) === 0) await new Promise((resolve) => setImmediate(resolve));
  await Promise.all(hosts.map((host) => host.refreshRoutes()));
  const { rows } = await pool.query<{ planned: string }>('select dedupe_key as planned from event where intake_source_id = $1', [intakeSourceId]);

  expect(rows.map(({ planned }) => planned)).toEqual([expect.stringMatching(/^sched:.*:00:00\.000Z$/)]);
});

test('an engine that is stopped while loops wait is stopped at once', async () => {
  const host = await createEngineHost({ databaseUrl: database.url, roles: { intake: true, worker: true }, secrets: { read: async () => undefined }, log: () => undefined, callbackKeys: ['test'], publicUrl: 'http://localhost:4000' });

  await expect(host.drain()).resolves.toBeUndefined();
});
