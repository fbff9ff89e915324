import { paytrace } from '@penstock/connector-paytrace';
import { createPayTraceSimulator, demoCredentials } from '@penstock/connector-paytrace/simulator';
import { createProphet21Simulator, demoConnectionSettings, demoCredentials as erpCredentials } from '@penstock/connector-prophet21/simulator';
import { createLoopbackHttpClient, testConnector } from '@penstock/connector-sdk/testing';
import { createTestDatabase, seedSource, type TestDatabase } from '@penstock/database/testing';
import type { DeploymentOfOrganization, EngineHost } from '@penstock/engine-host';
import { invariant, manualClock } from '@penstock/kernel';
import { createSystemIds } from '@penstock/runtime-adapters';
import { Pool } from 'pg';
import { liveHost } from './world/live-host';

/** The whole way of fetched events: simulator of the remote side, HTTP, connector, engine, Postgres. */
let database: TestDatabase;
let pool: Pool;
let host: EngineHost;
const ids = createSystemIds();
const passwords = new Map<string, string>();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  host = await liveHost({ databaseUrl: database.url, secrets: { read: async (_kind, ownerId) => passwords.get(ownerId) } });
});
afterAll(async () => {
  await host.drain();
  await pool.end();
  await database.drop();
});

interface Remote {
  readonly connector: string;
  readonly trigger: string;
  readonly settings: object;
  readonly connection: object;
  readonly password: string;
}

/** A deployed flow whose trigger fetches; the poll rests until a test wakes it. */
async function deployed({ connector, trigger, settings, connection, password }: Remote): Promise<DeploymentOfOrganization & { readonly sourceId: string }> {
  const { organizationId, environmentId, intakeSourceId: sourceId } = await seedSource(pool, ids, 1);
  const connectionId = ids.next();
  passwords.set(connectionId, password);
  await pool.query(`update intake_source set connector = $2, trigger = $3, settings = $4 where id = $1`, [sourceId, connector, trigger, JSON.stringify(settings)]);
  await pool.query(
    `insert into connection (id, organization_id, environment_id, name, connector, settings, fingerprint) values ($1, $2, $3, 'Remote', $4, $5, 'remote')`,
    [connectionId, organizationId, environmentId, connector, JSON.stringify(connection)],
  );
  await pool.query(`insert into slot_binding (organization_id, environment_id, slot, connection_id) values ($1, $2, 'remote', $3)`, [organizationId, environmentId, connectionId]);
  await pool.query(`insert into poll_state (intake_source_id, organization_id, connection_id, next_at) values ($1, $2, $3, 'infinity')`, [sourceId, organizationId, connectionId]);
  const { rows } = await pool.query<{ deployment_id: string }>('select deployment_id from subscription where intake_source_id = $1', [sourceId]);
  return { organizationId, deploymentId: rows[0]?.deployment_id ?? '', sourceId };
}

async function until<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
interface Progress {
  readonly state: string;
  readonly fresh: number;
  readonly known: number;
}
async function backfilled(of: DeploymentOfOrganization, range: { from: number; to: number }): Promise<Progress> {
  const opened = await host.triggers.backfill(of, { ...range, requestedBy: 'test' });
  invariant('backfillId' in opened, `a backfill is opened: ${JSON.stringify(opened)}`);
  return until(async () => (await pool.query<Progress>(`select state, fresh, known from backfill where id = $1 and state <> 'running'`, [opened.backfillId])).rows[0]);
}
async function polledOnce(sourceId: string): Promise<string | null> {
  await pool.query(`update poll_state set next_at = now(), last_polled_at = null where intake_source_id = $1`, [sourceId]);
  await host.refreshRoutes();
  const row = await until(
    async () => (await pool.query<{ failure: string | null }>(`select failure from poll_state where intake_source_id = $1 and last_polled_at is not null and owner is null`, [sourceId])).rows[0],
  );
  return row.failure;
}
const runCount = async (sourceId: string): Promise<number> =>
  (await pool.query<{ n: number }>(`select count(r.id)::int as n from event e join run r on r.event_id = e.id where e.intake_source_id = $1`, [sourceId])).rows[0]?.n ?? 0;

test('a PayTrace payment starts one run, whether synced, backfilled or polled', async () => {
  const simulator = createPayTraceSimulator();
  try {
    const { url } = await simulator.listen();
    const connection = { baseUrl: url, username: demoCredentials.username, integratorId: demoCredentials.integratorId };
    const definition = paytrace.connection;
    invariant(definition, 'paytrace has a connection');
    const http = createLoopbackHttpClient({ connection: definition, settings: definition.settings.parse(connection), secrets: { password: demoCredentials.password } });
    const gateway = testConnector(paytrace, { http, settings: connection, clock: simulator.server.clock });
    for (const invoice of ['WEB-1', 'WEB-2', 'WEB-3']) await gateway.run('sale-by-customer', { customer_id: 'customerTest123', amount: '19.99', invoice_id: invoice });
    const flow = await deployed({ connector: 'paytrace', trigger: 'payment', settings: { merchant: demoCredentials.username }, connection, password: demoCredentials.password });
    const now = simulator.server.clock.now();

    const synced = await host.triggers.syncOne(flow, String(simulator.transactions()[0]?.id));
    const first = await backfilled(flow, { from: now - 5 * 86_400_000, to: now + 60_000 });
    const second = await backfilled(flow, { from: now - 5 * 86_400_000, to: now + 60_000 });
    const failure = await polledOnce(flow.sourceId);

    expect(synced).toEqual({ outcome: 'synced', fresh: 1, known: 0, parked: 0 });
    expect([first, second]).toEqual([{ state: 'done', fresh: 2, known: 1 }, { state: 'done', fresh: 0, known: 3 }]);
    expect([failure, await runCount(flow.sourceId)]).toEqual([null, 3]);
  } finally {
    await simulator.close();
  }
}, 30_000);

test('a Prophet 21 record starts one run, whether synced or backfilled', async () => {
  const noon = Date.UTC(2026, 8, 12, 14);
  const simulator = createProphet21Simulator({ clock: manualClock(noon) });
  try {
    const { url } = await simulator.listen();
    const flow = await deployed({ connector: 'prophet21', trigger: 'changed-records', settings: { table: 'customer' }, connection: demoConnectionSettings(url), password: erpCredentials.password });

    const synced = await host.triggers.syncOne(flow, '100198');
    const first = await backfilled(flow, { from: noon - 365 * 86_400_000, to: noon + 86_400_000 });
    const second = await backfilled(flow, { from: noon - 365 * 86_400_000, to: noon + 86_400_000 });

    expect(synced).toMatchObject({ fresh: 1, known: 0 });
    expect(first.known).toBe(1);
    expect(second).toEqual({ state: 'done', fresh: 0, known: first.fresh + 1 });
    expect(await runCount(flow.sourceId)).toBe(first.fresh + 1);
  } finally {
    await simulator.close();
  }
}, 30_000);

test('a wrong password is told in plain words and nothing is started', async () => {
  const simulator = createPayTraceSimulator();
  try {
    const { url } = await simulator.listen();
    const connection = { baseUrl: url, username: demoCredentials.username, integratorId: demoCredentials.integratorId };
    const flow = await deployed({ connector: 'paytrace', trigger: 'payment', settings: { merchant: 'm' }, connection, password: 'wrong' });

    const synced = await host.triggers.syncOne(flow, '1');
    const failure = await polledOnce(flow.sourceId);

    expect(synced).toMatchObject({ outcome: 'refused', reason: 'remote', message: expect.stringMatching(/password|user name|sign/i) });
    expect(failure).toBe((synced as { message: string }).message);
  } finally {
    await simulator.close();
  }
}, 30_000);
