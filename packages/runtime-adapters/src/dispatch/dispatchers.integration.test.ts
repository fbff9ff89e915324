import { describeDispatcher } from '@penstock/engine/testing';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { invariant, type RunId } from '@penstock/kernel';
import { Pool } from 'pg';
import { PostgresNotifications } from '../notifications/postgres-notifications';
import { createSystemIds } from '../system/system-ports';
import { BullmqDispatcher } from './bullmq-dispatcher';
import { PostgresDispatcher } from './postgres-dispatcher';

let database: TestDatabase;
let pool: Pool;
const sessions: PostgresNotifications[] = [];
const ids = createSystemIds();
const troubles: unknown[] = [];
const trouble = (what: string, error: unknown): void => void troubles.push([what, error]);

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 2 });
});
afterEach(async () => {
  for (const session of sessions.splice(0)) await session.close();
  expect(troubles.splice(0)).toEqual([]);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describeDispatcher('on Postgres NOTIFY', async () => ({
  newRunId: () => ids.next() as RunId,
  open: async () => {
    const session = new PostgresNotifications(database.url, pool, trouble);
    sessions.push(session);
    await session.start();
    return new PostgresDispatcher(session);
  },
}));

describeDispatcher('on BullMQ with Redis', async () => {
  const redisUrl = process.env['PENSTOCK_TEST_REDIS_URL'];
  invariant(redisUrl, 'PENSTOCK_TEST_REDIS_URL names the throw-away Redis');
  return { newRunId: () => ids.next() as RunId, open: async () => new BullmqDispatcher(redisUrl, trouble) };
});
