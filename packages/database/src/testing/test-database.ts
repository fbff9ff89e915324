import { randomBytes } from 'node:crypto';
import { invariant } from '@penstock/kernel';
import { Client } from 'pg';
import { migrate } from '../migrate';

/**
 * A migrated database of its own for one test file, on the throw-away Postgres that the test run started.
 * The first caller migrates a template, the others copy it (about 60 ms each).
 */
export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

const TEMPLATE = 'penstock_template';
const TEMPLATE_LOCK = 7_283_510_002;
/** Of 20 ms each; whoever is still there after them is a leak, and the forced drop shows it. */
const GOODBYE_ROUNDS = 50;

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['PENSTOCK_TEST_POSTGRES_URL'];
  invariant(server, 'PENSTOCK_TEST_POSTGRES_URL names the throw-away Postgres (run through Jest’s integration project)');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(server, async (session) => {
    await session.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    await ensureTemplate(session, server);
    await session.query(`create database ${name} template ${TEMPLATE}`);
  });
  return {
    url: urlOf(server, name),
    drop: () =>
      onServer(server, async (session) => {
        await untilLeft(session, name);
        await session.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** A pool that was ended may still be saying goodbye: a forced drop would cut its last connection with an error. */
async function untilLeft(session: Client, database: string): Promise<void> {
  for (let round = 0; round < GOODBYE_ROUNDS; round += 1) {
    const { rowCount } = await session.query('select 1 from pg_stat_activity where datname = $1 limit 1', [database]);
    if (!rowCount) return;
    await session.query('select pg_sleep(0.02)');
  }
}

async function ensureTemplate(session: Client, server: string): Promise<void> {
  const { rowCount } = await session.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
  if (rowCount) return;
  await session.query(`create database ${TEMPLATE}_new`);
  await migrate(urlOf(server, `${TEMPLATE}_new`));
  await session.query(`alter database ${TEMPLATE}_new rename to ${TEMPLATE}`);
}

async function onServer<T>(server: string, work: (session: Client) => Promise<T>): Promise<T> {
  const session = new Client({ connectionString: server });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
}
