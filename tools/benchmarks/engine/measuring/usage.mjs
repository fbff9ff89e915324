import { setTimeout as delay } from 'node:timers/promises';
import { cpuMicros } from './cpu-time.mjs';

/** Backends report what they wrote at most once a second. */
const STATISTICS_SETTLE_MS = 1_200;

/** What has been used so far: processor time in µs, WAL in bytes, rows written and transactions committed. */
export async function usageOf(world, database, pids) {
  const node = cpuMicros(pids);
  const postgres = cpuMicros([world.postgresPid]);
  const [{ wal }] = await world.query(database, `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as wal`);
  return { node, postgres, wal };
}

/** Counters of the database itself; waits until its backends have reported. */
export async function writesOf(world, database) {
  await delay(STATISTICS_SETTLE_MS);
  const [counts] = await world.query(
    database,
    `select (tup_inserted + tup_updated + tup_deleted)::float8 as rows, xact_commit::float8 as commits from pg_stat_database where datname = current_database()`,
  );
  return counts;
}
