import { randomBytes } from 'node:crypto';
import { invariant, uuidv7, type Ids } from '@penstock/kernel';
import { Client, Pool, type PoolClient, type QueryConfig, type QueryResult } from 'pg';
import { migrationNames } from '../data-source';
import { acceptEvents, claimRuns, commitProgress } from '../hot';
import { migrate } from '../migrate';
import { lockWaiters } from '../testing/lock-waiters';
import { seedSource } from '../testing/seed-flow';
import { DAY_MS, lowestIdOf } from './day';
import { countStrays, ensurePartitions, listPartitions } from './partitions';
import { partitionTable, type SqlSession } from './partition-table';

const ids: Ids = { next: () => uuidv7(Date.now(), randomBytes(10)) };
/** The schema before its tables were partitioned. */
const old = migrationNames.slice(0, migrationNames.findIndex((migration) => migration.startsWith('Retention')));
const stepLog = { table: 'step_log', key: 'run_id', now: Date.now(), isOpen: 'false' };

let url: string;
let name: string;
let pool: Pool;
const server = () => {
  const found = process.env['PENSTOCK_TEST_POSTGRES_URL'];
  invariant(found, 'PENSTOCK_TEST_POSTGRES_URL names the throw-away Postgres');
  return found;
};
async function onServer(text: string, values: readonly unknown[] = []): Promise<QueryResult> {
  const session = new Client({ connectionString: server() });
  await session.connect();
  const result = await session.query(text, [...values]);
  await session.end();
  return result;
}
/** Sessions that were just closed are still there for a moment; dropping the database by force would fail them. */
async function sessionsAreGone(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const { rows } = await onServer('select 1 from pg_stat_activity where datname = $1', [name]);
    if (rows.length === 0) return;
  }
}

beforeEach(async () => {
  name = `old_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const of = new URL(server());
  of.pathname = `/${name}`;
  url = of.toString();
  await migrate(url, { only: old });
  pool = new Pool({ connectionString: url, max: 4 });
});
afterEach(async () => {
  await pool.end();
  await sessionsAreGone();
  await onServer(`drop database if exists ${name} with (force)`);
});

const insertStep = (runId: string) =>
  pool.query(
    `insert into step_log (run_id, step_id, attempt, status, input, started_at, finished_at) values ($1, 'map', 1, 'succeeded', '{}', now(), now())`,
    [runId],
  );
const stepsIn = async (table = 'step_log'): Promise<number> => (await pool.query(`select count(*)::int as n from ${table}`)).rows[0].n;
/** As ids of second runs were once: anywhere. */
const straysId = () => `f${randomBytes(16).toString('hex').slice(1)}`;

describe('a database of the first schema with rows', () => {
  test('keeps every row when its tables become partitioned', async () => {
    for (let nth = 0; nth < 30; nth += 1) await insertStep(nth % 3 === 0 ? straysId() : uuidv7(Date.now() - nth * DAY_MS, randomBytes(10)));
    const before = (await pool.query('select * from step_log order by run_id')).rows;

    await migrate(url);

    expect((await pool.query('select * from step_log order by run_id')).rows).toEqual(before);
    expect([await stepsIn('step_log_before'), await stepsIn('step_log_default')]).toEqual([20, 10]);
  });

  test('has the same keys and indexes afterwards', async () => {
    const indexes = `select tablename, regexp_replace(indexdef, ' ON (ONLY )?', ' ON ') as definition from pg_indexes where tablename in ('event', 'step_log') order by indexname`;
    const before = (await pool.query(indexes)).rows;
    const runId = ids.next();
    await insertStep(runId);

    await migrate(url);

    expect((await pool.query(indexes)).rows).toEqual(before);
    await expect(insertStep(runId)).rejects.toThrow(/duplicate key/);
  });

  test('has partitions for today and the week to come', async () => {
    await migrate(url);
    const inAWeek = Date.now() + 6 * DAY_MS;

    await insertStep(uuidv7(inAWeek, randomBytes(10)));

    const client = await pool.connect();
    expect(await countStrays(client, 'step_log')).toBe(0);
    expect((await listPartitions(client, 'step_log')).length).toBeGreaterThanOrEqual(6);
    client.release();
  });

  test('looks up an id in one partition only', async () => {
    await migrate(url);

    const { rows } = await pool.query(`explain select * from event where id = '${lowestIdOf(Date.now() + 5 * DAY_MS)}'`);

    const scans = rows.filter((row) => String(row['QUERY PLAN']).includes('Scan'));
    expect(scans).toHaveLength(1);
  });
});

describe('making a table partitioned', () => {
  test('can be interrupted at every statement and repeated', async () => {
    for (let nth = 0; nth < 10; nth += 1) await insertStep(nth % 2 === 0 ? straysId() : ids.next());
    let statements = 0;
    let isDone = false;
    for (let crashAt = 1; !isDone; crashAt += 1) {
      const client = new Client({ connectionString: url });
      await client.connect();
      statements = 0;
      const session: SqlSession = {
        query: (text, values) => {
          statements += 1;
          if (statements === crashAt) throw new TypeError('crash');
          return client.query(text, values);
        },
      };
      isDone = await partitionTable(session, stepLog).then(() => true, (error: Error) => {
        if (error.message !== 'crash') throw error;
        return false;
      });
      await client.end();
      expect(await stepsIn()).toBeGreaterThanOrEqual(5);
    }

    expect(await stepsIn()).toBe(10);
    expect(statements).toBeLessThan(5);
  });

  test('steps back from a long reader and gets its turn later', async () => {
    await insertStep(ids.next());
    const reader = await pool.connect();
    await reader.query('begin; select * from step_log');
    const migrating = migrate(url);
    await lockWaiters(pool, (count) => count > 0);
    await lockWaiters(pool, (count) => count === 0);

    // A writer behind a waiting exclusive lock would wait for as long as the reader reads.
    await insertStep(ids.next());
    await reader.query('commit');
    reader.release();
    await migrating;

    expect(await stepsIn()).toBe(2);
  });
});

describe('partitions to come', () => {
  test('are made once', async () => {
    await migrate(url);
    const client = await pool.connect();
    const later = { table: 'step_log', width: 'day', now: Date.now() + 20 * DAY_MS } as const;

    const [first, second] = [await ensurePartitions(client, later), await ensurePartitions(client, later)];

    expect([first.length, second.length]).toEqual([8, 0]);
    client.release();
  });
});

/** As the engine sends its statements: repeated when the database chose them to end a deadlock. */
async function sendAgain(client: PoolClient, statement: QueryConfig): Promise<QueryResult> {
  for (;;) {
    try {
      return await client.query(statement);
    } catch (error) {
      if ((error as { code?: string }).code !== '40P01') throw error;
    }
  }
}

describe('an old worker while the schema is expanded', () => {
  test('goes on with its prepared statements and loses nothing', async () => {
    const { organizationId, environmentId, intakeSourceId } = await seedSource(pool, ids, 1);
    // Partitioning is what is tried here: the column of a later migration that today's statement names is there before.
    await pool.query('alter table effect add column word text');
    const worker = ids.next();
    let isBusy = true;
    let finished = 0;
    const work = async (): Promise<void> => {
      const client = await pool.connect();
      while (isBusy) {
        const [eventId, runId] = [ids.next(), ids.next()];
        await sendAgain(client, { ...acceptEvents, values: [[eventId], [organizationId], [environmentId], [intakeSourceId], ['p'], [''], [randomBytes(16)], ['k'], ['{}'], ['{}'], [false], worker, [runId], [null]] });
        const { rows } = await sendAgain(client, { ...claimRuns, values: [worker, 1, [], 1] });
        for (const run of rows) {
          const empty = Array.from({ length: 40 }, () => []);
          await sendAgain(client, { ...commitProgress, values: [worker, [run.run_id], [run.epoch], ['finish'], [null], ['succeeded'], [null],
            [run.run_id], ['map'], [1], ['succeeded'], ['default'], ['{}'], ['{}'], [null], [1], [2], ...empty.slice(0, 31)] });
          finished += 1;
        }
      }
      client.release();
    };
    const workers = [work(), work()];
    while (finished < 30) await new Promise((resolve) => setImmediate(resolve));

    try {
      await migrate(url);
      const after = finished;
      while (finished < after + 30) await new Promise((resolve) => setImmediate(resolve));
    } finally {
      isBusy = false;
      await Promise.all(workers);
    }

    const { rows } = await pool.query(`select (select count(*)::int from event) as events, (select count(*)::int from run where status = 'succeeded') as runs, (select count(*)::int from step_log) as steps, (select count(*)::int from run_queue) as open`);
    expect(rows[0]).toMatchObject({ events: finished + rows[0].open, runs: finished, steps: finished });
  });
});
