import { createRequire } from 'node:module';
import { buildWorkspace } from '../build/build.mjs';
import { startRedis } from './redis.mjs';

const require = createRequire(import.meta.url);

/** One throw-away Postgres and one Redis for the whole run; tests find them in the environment. */
export async function startThrowawayServers() {
  buildWorkspace();
  const { startThrowawayPostgres } = require('../../packages/embedded-postgres/dist/index.js');
  const [postgres, redis] = await Promise.all([startThrowawayPostgres(), startRedis()]);
  return {
    env: { PENSTOCK_TEST_POSTGRES_URL: postgres.url, PENSTOCK_TEST_REDIS_URL: redis.url },
    async stop() {
      await Promise.all([postgres.stop(), redis.stop()]);
    },
  };
}
