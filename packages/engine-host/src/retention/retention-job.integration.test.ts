import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { advanceSpan, DAY_MS, ensurePartitions, expiredPartitions, type Span } from '@penstock/database';
import { createTestDatabase, seedSource, type TestDatabase } from '@penstock/database/testing';
import { uuidv7, type Ids } from '@penstock/kernel';
import { Client, Pool } from 'pg';
import { RetentionJob } from './retention-job';

const ids: Ids = { next: () => uuidv7(Date.now(), randomBytes(10)) };
const today = Date.now();

let database: TestDatabase;
let pool: Pool;
let home: string;
let told: string[];
let owner: Awaited<ReturnType<typeof seedSource>>;

beforeEach(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
  home = mkdtempSync(join(tmpdir(), 'penstock-retention-'));
  told = [];
  owner = await seedSource(pool, ids, 1);
});
afterEach(async () => {
  await pool.end();
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

/** The job as it would be in so many days. */
function jobIn(days: number, parts: { readonly home?: string | undefined } = { home }): RetentionJob {
  return new RetentionJob({
    databaseUrl: database.url,
    home: parts.home,
    scheduler: { after: () => () => undefined },
    clock: { now: () => today + days * DAY_MS, monotonic: () => 0 },
    everyMs: 1,
    log: (_level, message) => void told.push(message),
    trouble: (what, error) => void told.push(`${what}: ${String(error)}`),
  });
}

async function aRun({ isOpen = false, environmentId = owner.environmentId as string } = {}): Promise<string> {
  const [eventId, runId] = [ids.next(), ids.next()];
  const { organizationId } = owner;
  await pool.query(
    `insert into event (id, organization_id, environment_id, path, channel, dedupe_key, state, payload) values ($1, $2, $3, 'p', '', $4, 'routed', '{"a":"tab\\t quote\\" line\\n"}')`,
    [eventId, organizationId, environmentId, eventId],
  );
  await pool.query(
    `insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status, finished_at)
     select $1, $2, $3, flow_id, flow_version_id, deployment_id, $4, 'succeeded', case when $5 then null else now() end from subscription limit 1`,
    [runId, organizationId, environmentId, eventId, isOpen],
  );
  if (isOpen) await pool.query(`insert into run_queue (run_id, organization_id, ready_at) values ($1, $2, 'infinity')`, [runId, organizationId]);
  await pool.query(
    `insert into step_log (run_id, step_id, attempt, status, input, output, started_at, finished_at) values ($1, 'map', 1, 'succeeded', '{"in":1}', '{"out":1}', now(), now())`,
    [runId],
  );
  await pool.query(
    `insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version, class, kind, business_key, request, request_hash, state, epoch)
     values ($1, $2, $3, $4, 'pay', 1, $1, 's', 'c', 'a', 1, 'L', 'money', $5, '{}', '\\x00', 'DONE', 1)`,
    [ids.next(), organizationId, environmentId, runId, runId],
  );
  return runId;
}

const countOf = async (table: string): Promise<number> => (await pool.query(`select count(*)::int as n from ${table}`)).rows[0].n;
const archived = (table: string): string[] => (existsSync(join(home, 'archive', table)) ? readdirSync(join(home, 'archive', table)).filter((name) => name.endsWith('.gz')) : []);
const linesOf = (table: string): Record<string, unknown>[] =>
  archived(table).flatMap((name) => gunzipSync(readFileSync(join(home, 'archive', table, name))).toString().trim().split('\n').filter(Boolean).map((line) => JSON.parse(line)));

describe('the retention job', () => {
  test('leaves everything alone before its time', async () => {
    await aRun();

    await jobIn(60).round();

    expect([await countOf('event'), await countOf('step_log'), await countOf('run'), archived('step_log')]).toEqual([1, 1, 1, []]);
    expect(told).toEqual([]);
  });

  test('moves what is over into files that hold every row, and keeps the effects', async () => {
    const runs = [await aRun(), await aRun()];
    const events = (await pool.query('select id::text, payload from event order by id')).rows;

    // The sandbox keeps payloads for 30 days; at this moment they are as they were.
    await pool.query(`update environment set kind = 'production'`);
    await jobIn(500).round();

    expect([await countOf('event'), await countOf('step_log'), await countOf('run'), await countOf('effect')]).toEqual([0, 0, 0, 2]);
    expect(linesOf('event').map(({ id }) => id)).toEqual(events.map(({ id }) => id));
    expect(linesOf('step_log').map(({ run_id: id }) => id)).toEqual(runs);
    expect(linesOf('run').map(({ id }) => id)).toEqual(runs);
    expect(told).toEqual([]);
  });

  test('keeps a span that an open run still needs', async () => {
    await aRun();
    await aRun({ isOpen: true });

    await jobIn(500).round();

    expect([await countOf('event'), await countOf('step_log'), await countOf('run')]).toEqual([2, 2, 2]);
  });

  test('clears payloads by the shorter days of a sandbox and keeps the rows', async () => {
    const production = ids.next();
    await pool.query(`insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 'production', 'P', 'production', 2)`, [production, owner.organizationId]);
    await aRun();
    await aRun({ environmentId: production });
    await aRun({ isOpen: true });

    await jobIn(40).round();
    await jobIn(41).round();

    const { rows } = await pool.query(
      `select v.kind, r.finished_at is null as open, e.payload is not null as payload, s.input is not null as input from run r
       join event e on e.id = r.event_id join step_log s on s.run_id = r.id join environment v on v.id = r.environment_id order by r.id`,
    );
    expect(rows).toEqual([
      { kind: 'sandbox', open: false, payload: false, input: false },
      { kind: 'production', open: false, payload: true, input: true },
      { kind: 'sandbox', open: true, payload: true, input: true },
    ]);
  });

  test('keeps a partition as long as one organisation wants it', async () => {
    await aRun();
    await pool.query(
      `insert into retention_setting (organization_id, environment_kind, event_days, step_days, run_days, updated_by) values ($1, 'production', 1000, 1000, 1000, 'ada')`,
      [owner.organizationId],
    );

    await jobIn(500).round();

    expect([await countOf('event'), await countOf('step_log'), await countOf('run')]).toEqual([1, 1, 1]);
  });

  test('drops nothing without a folder for the archive', async () => {
    await aRun();

    await jobIn(500, { home: undefined }).round();

    expect(await countOf('step_log')).toBe(1);
  });

  test('makes partitions ahead and tells of rows without a day', async () => {
    await pool.query(`insert into step_log (run_id, step_id, attempt, status, started_at, finished_at) values ('ffffffff-0000-4000-8000-000000000000', 'x', 1, 'succeeded', now(), now())`);

    await jobIn(20).round();

    expect((await pool.query(`select count(*)::int as n from pg_inherits where inhparent = 'step_log'::regclass`)).rows[0].n).toBeGreaterThan(14);
    expect(told[0]).toContain('1 rows of step_log have no day of their own');
  });

  test('works in one process at a time', async () => {
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query('select pg_advisory_lock(7283510003)');

    expect(await jobIn(0).round()).toBe(false);
    await other.end();
    expect(await jobIn(0).round()).toBe(true);
  });
});

describe('a span on its way out', () => {
  let client: Client;
  let span: Span;
  beforeEach(async () => {
    await aRun();
    await aRun();
    client = new Client({ connectionString: database.url });
    await client.connect();
    await ensurePartitions(client, { table: 'step_log', width: 'day', now: today });
    span = (await expiredPartitions(client, 'step_log', today + 10 * DAY_MS))[0] as Span;
  });
  afterEach(() => client.end());

  const folder = () => join(home, 'archive');
  const step = (parts = {}) => advanceSpan({ client, folder: folder(), ...parts }, span);
  const fileOf = () => join(folder(), 'step_log', `${span.day}.ndjson.gz`);
  const damage = () => {
    const bytes = readFileSync(fileOf());
    bytes[Math.floor(bytes.length / 2)]! ^= 0xff;
    writeFileSync(fileOf(), bytes);
  };

  test('is verified before it is detached', async () => {
    const states = [await step(), await step(), await step(), await step(), await step()];

    expect(states).toEqual(['exported', 'verified', 'detached', 'dropped', 'dropped']);
    expect(linesOf('step_log')).toHaveLength(2);
  });

  test('AS1: never goes while its file is damaged, and is exported again', async () => {
    await step();
    damage();

    const states = [await step(), await countOf('step_log'), await step(), await step(), await step(), await step()];

    expect(states).toEqual(['new', 2, 'exported', 'verified', 'detached', 'dropped']);
    expect(linesOf('step_log')).toHaveLength(2);
  });

  test('AS1: would be lost with a damaged file if nobody read it back', async () => {
    await step();
    damage();

    const states = [await step({ verify: async () => ({}) }), await step(), await step()];

    expect(states).toEqual(['verified', 'detached', 'dropped']);
    expect(() => linesOf('step_log')).toThrow();
  });

  test('AS2: is exported again when a row was added meanwhile', async () => {
    await step();
    await step();
    await aRun();

    expect(await step()).toBe('new');
    expect(await countOf('step_log')).toBe(3);
  });

  test('reaches its end whatever statement it was killed at, with every row in the file', async () => {
    let isDone = false;
    for (let crashAt = 1; !isDone; crashAt += 1) {
      const mortal = new Client({ connectionString: database.url });
      await mortal.connect();
      let statements = 0;
      const query = mortal.query.bind(mortal) as (...args: unknown[]) => unknown;
      Object.assign(mortal, {
        query: (...args: unknown[]) => {
          statements += 1;
          if (statements === crashAt) throw new TypeError('killed');
          return query(...args);
        },
      });
      try {
        while ((await advanceSpan({ client: mortal, folder: folder() }, span)) !== 'dropped');
        isDone = true;
      } catch (error) {
        if ((error as Error).message !== 'killed') throw error;
      }
      await mortal.end();
      if (crashAt > 200) throw new TypeError('it never ends');
    }

    expect(await countOf('step_log')).toBe(0);
    expect(linesOf('step_log')).toHaveLength(2);
  });
});
