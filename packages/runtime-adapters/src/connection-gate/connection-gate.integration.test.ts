import { reserveDepartures, takeSlots, winDueProbes } from '@penstock/database';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { noLimits } from '@penstock/engine';
import { invariant, seededRandom, type ConnectionId, type OrganizationId } from '@penstock/kernel';
import { Pool } from 'pg';
import { createSystemIds, systemClock } from '../system/system-ports';
import { describeConnectionGate } from './connection-gate.suite';
import { ManualScheduler, settle, watchedStore, type GateHarness, type PendingProbe, type TestConnection } from './gate-harness';
import { PostgresWeatherStore, type WeatherStatements } from './postgres-weather-store';
import { SharedConnectionGate } from './shared-connection-gate';

let database: TestDatabase;
let pool: Pool;
const ids = createSystemIds();
const [organizationId, environmentId] = [ids.next(), ids.next()];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 8 });
  await pool.query('insert into organization (id, name) values ($1, $2)', [organizationId, 'Test company']);
  await pool.query(
    `insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 'sandbox', 'Sandbox', 'sandbox', 1)`,
    [environmentId, organizationId],
  );
});
beforeEach(async () => {
  await pool.query('truncate connection_health, connection_calls, run_queue');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function newConnection(limits: object = {}): Promise<TestConnection> {
  const connectionId = ids.next();
  await pool.query(
    `insert into connection (id, organization_id, environment_id, name, connector, settings, fingerprint, limits)
     values ($1, $2, $3, 'Bank', 'bank', '{}', 'bank', $4)`,
    [connectionId, organizationId, environmentId, JSON.stringify({ ...noLimits, ...limits })],
  );
  return { connectionId: connectionId as ConnectionId, organizationId: organizationId as OrganizationId };
}

/** The database has no clock that a test could move: what it stored moves into the past instead. */
async function age(ms: number): Promise<void> {
  await pool.query(
    `update connection_health set since = since - $1 * interval '1 ms', probe_at = probe_at - $1 * interval '1 ms',
       throttled_at = throttled_at - $1 * interval '1 ms', blocked_until = blocked_until - $1 * interval '1 ms',
       next_departure_ms = next_departure_ms - $1::float8,
       grants = coalesce((select jsonb_object_agg(key, value || jsonb_build_object('u', (value->>'u')::float8 - $1::float8)) from jsonb_each(grants)), '{}')`,
    [ms],
  );
  await pool.query(`update connection_calls set at = at - $1 * interval '1 ms'`, [ms]);
}

describeConnectionGate('on Postgres', async () => {
  const scheduler = new ManualScheduler();
  const { clock } = scheduler;
  const idle: (() => boolean)[] = [];
  const settled = (): Promise<void> => settle(() => idle.every((isIdle) => isIdle()));
  const harness: GateHarness = {
    openProcess: async () => {
      const watched = watchedStore(new PostgresWeatherStore(pool, { workerId: ids.next(), clock }));
      idle.push(watched.isIdle);
      const probes: PendingProbe[] = [];
      const gate = new SharedConnectionGate({
        store: watched.store,
        clock,
        scheduler,
        random: seededRandom(1),
        trouble: () => undefined,
        probe: (weather) =>
          new Promise((resolve) => {
            probes.push({ weather, answer: async (isWell) => resolve({ isWell }) });
          }),
      });
      return { gate, probes, storeCalls: watched.calls, cutOff: watched.cutOff };
    },
    newConnection,
    setHold: async ({ connectionId }, reason) => {
      await pool.query('update connection_health set hold_reason = $2, held_by = $3, held_since = now() where connection_id = $1', [connectionId, reason, 'a person']);
    },
    advance: async (ms) => {
      await age(ms);
      await scheduler.advance(ms, settled);
    },
    settled,
  };
  return { ...harness, close: settled };
});

describe('two processes that ask at the same moment', () => {
  /** Both have read the row before either can write it: a third session holds its lock until then. */
  async function together<T>(ask: (store: PostgresWeatherStore, connectionId: ConnectionId) => Promise<T>, statements: Partial<WeatherStatements> = {}): Promise<T[]> {
    const { connectionId } = await newConnection();
    await pool.query(
      `insert into connection_health (connection_id, organization_id, state, cause, probe_at) values ($1, $2, 'open', 'failures', now() - interval '1 s')`,
      [connectionId, organizationId],
    );
    const stores = [1, 2].map(() => new PostgresWeatherStore(pool, { workerId: ids.next(), clock: systemClock, statements }));
    const lock = await pool.connect();
    await lock.query('begin');
    await lock.query('select 1 from connection_health where connection_id = $1 for update', [connectionId]);
    const asking = stores.map((store) => ask(store, connectionId));
    await waitingSessions(2);
    await lock.query('commit');
    lock.release();
    return Promise.all(asking);
  }
  async function waitingSessions(count: number): Promise<void> {
    for (;;) {
      const { rows } = await pool.query<{ n: number }>(
        `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      if ((rows[0]?.n ?? 0) >= count) return;
    }
  }
  /** A statement with its safety cut out. */
  function without(statement: { readonly name: string; readonly text: string }, safety: string): { name: string; text: string } {
    const text = statement.text.replace(safety, '');
    invariant(text !== statement.text, 'the safety is part of the statement');
    return { name: `${statement.name}_unguarded`, text };
  }
  const rowLock = ' for no key update';
  const probes = (statements?: Partial<WeatherStatements>) => together((store) => store.winDueProbes(60_000), statements);
  const slots = (statements?: Partial<WeatherStatements>) =>
    together((store, connectionId) => store.takeSlots({ connectionId, limit: 4, wanted: 4, inUse: 0, ttlMs: 5_000 }), statements);
  const departures = (statements?: Partial<WeatherStatements>) =>
    together((store, connectionId) => store.reserve({ connectionId, rate: 100, burst: 1, wanted: 20, horizonMs: 250 }), statements);
  const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

  test('send one probe (V2)', async () => {
    expect((await probes()).flat()).toHaveLength(1);
  });

  test('would send two without the compare-and-set', async () => {
    expect((await probes({ winDueProbes: without(winDueProbes, ' and c.version = due.version') })).flat()).toHaveLength(2);
  });

  test('share the slots (V3)', async () => {
    expect(sum((await slots()).map(({ granted }) => granted))).toBe(4);
  });

  test('would have twice the slots without the row lock', async () => {
    expect(sum((await slots({ takeSlots: without(takeSlots, rowLock) })).map(({ granted }) => granted))).toBe(8);
  });

  test('share the departures (V3)', async () => {
    expect(sum((await departures()).map(({ count }) => count))).toBeLessThanOrEqual(26);
  });

  test('would have twice the departures without the row lock', async () => {
    expect(sum((await departures({ reserveDepartures: without(reserveDepartures, rowLock) })).map(({ count }) => count))).toBe(40);
  });
});

describe('parked runs of a connection', () => {
  async function park(connectionId: string, changes: { owner?: string; readyAt?: string } = {}): Promise<string> {
    const runId = ids.next();
    await pool.query(`insert into run_queue (run_id, organization_id, ready_at, owner, blocked_on) values ($1, $2, $3, $4, $5)`, [
      runId, organizationId, changes.readyAt ?? '2100-01-01', changes.owner ?? null, connectionId,
    ]);
    return runId;
  }
  const stretches = [
    { from: 0, startMs: 0, perSecond: 1 },
    { from: 2, startMs: 10_000, perSecond: 10 },
  ];

  test('come back in the order of their arrival, on the ramp', async () => {
    const { connectionId } = await newConnection();
    const parked: string[] = [];
    for (let count = 0; count < 4; count += 1) parked.push(await park(connectionId));
    const store = new PostgresWeatherStore(pool, { workerId: ids.next(), clock: systemClock });

    const woken = await store.wakeRuns({ connectionId, stretches });

    const { rows } = await pool.query(
      `select run_id, extract(epoch from ready_at - min(ready_at) over ())::float8 as after, blocked_on from run_queue order by ready_at`,
    );
    expect(woken).toBe(4);
    // Ids of one millisecond have no order among themselves.
    expect(rows.map((row) => row.run_id)).toEqual(parked.sort());
    expect(rows.map((row) => row.after)).toEqual([0, 1, 10, 10.1]);
    expect(rows.every((row) => row.blocked_on === null)).toBe(true);
  });

  test('are left alone when they wait for another connection, a person, or have a worker', async () => {
    const { connectionId } = await newConnection();
    await park(ids.next());
    await park(connectionId, { owner: ids.next() });
    await park(connectionId, { readyAt: 'infinity' });
    const store = new PostgresWeatherStore(pool, { workerId: ids.next(), clock: systemClock });

    expect(await store.wakeRuns({ connectionId, stretches })).toBe(0);
  });
});
