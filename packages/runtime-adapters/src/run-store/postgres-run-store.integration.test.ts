import { defaultTimings } from '@penstock/engine';
import { describeRunStore } from '@penstock/engine/testing';
import { createTestDatabase, seedDeployment, seedSource, type TestDatabase } from '@penstock/database/testing';
import { Pool } from 'pg';
import { createSystemIds, pause, systemClock } from '../system/system-ports';
import { PostgresRunStore } from './postgres-run-store';

let database: TestDatabase;
let pool: Pool;
const ids = createSystemIds();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 8 });
});
beforeEach(async () => {
  await pool.query('truncate run_queue, worker_lease');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

describeRunStore('on Postgres', async () => ({
  newId: () => ids.next(),
  openStore: async () => {
    const store = new PostgresRunStore({
      pool,
      workerId: ids.next(),
      host: 'test',
      timings: defaultTimings,
      ids,
      committer: { pause, monotonic: () => systemClock.monotonic() },
    });
    await store.register();
    return store;
  },
  createSource: (deployments) => seedSource(pool, ids, deployments),
  subscribe: ({ organizationId, environmentId, intakeSourceId: sourceId }) => seedDeployment(pool, ids, { organizationId, environmentId, sourceId }),
  expireLeases: async () => {
    await pool.query(`update worker_lease set lease_until = now() - interval '1 minute'`);
  },
}));
