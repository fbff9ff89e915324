// Jest globalSetup of the integration project: one throw-away Postgres and one Redis for the whole run.
// Tests read PENSTOCK_TEST_POSTGRES_URL (superuser, database `postgres`: make a database of your own in it)
// and PENSTOCK_TEST_REDIS_URL. Given ones are used as they are.
const { startThrowawayPostgres } = require('../../packages/embedded-postgres/src/index.ts');

module.exports = async function startTestServers() {
  const started = [];
  if (!process.env.PENSTOCK_TEST_POSTGRES_URL) {
    const postgres = await startThrowawayPostgres();
    started.push(postgres);
    process.env.PENSTOCK_TEST_POSTGRES_URL = postgres.url;
  }
  if (!process.env.PENSTOCK_TEST_REDIS_URL) {
    const { startRedis } = await import('./redis.mjs');
    const redis = await startRedis();
    started.push(redis);
    process.env.PENSTOCK_TEST_REDIS_URL = redis.url;
  }
  globalThis.penstockTestServers = started;
};
