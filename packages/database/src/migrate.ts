import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { createDataSource, migrationNames } from './data-source';
import { migrationsOf, requireNotNewer } from './schema-version';

/** Any fixed number; it only has to be the same in every process that migrates. */
const migrationLock = 7_283_510_001;

/**
 * A change of a table that waits for its lock makes everybody behind it wait as well: rather give up, let the queue
 * pass, and try again. Five minutes of trying outlast any reader but a forgotten one.
 */
const lockTimeoutMs = 3_000;
const lockTries = 60;
const lockPauseMs = 2_000;
/** Lock not available, and a deadlock with what a worker of the release before is doing. */
const BUSY_TABLES: readonly (string | undefined)[] = ['55P03', '40P01'];

export interface MigrateOptions {
  /** Stops at an earlier schema: a backup is restored into the schema it was made from, then migrated on. */
  readonly only?: readonly string[];
  /** Times of waiting for locks, milliseconds; tests shorten them. */
  readonly lockTimeoutMs?: number;
  readonly lockPauseMs?: number;
}

/** The names of all migrations this version has. */
export const knownMigrations = (): readonly string[] => migrationNames;

/**
 * Brings the schema up to date. Safe to call from several processes at once: the lock sits on a session of its own,
 * so that it outlives the transactions of the single migrations and is freed by the server if this process dies.
 * @returns the names of the migrations that were run.
 * @throws SchemaError SCHEMA_TOO_NEW: an older version leaves the database of a newer one alone.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<readonly string[]> {
  const session = new Client({ connectionString: url, application_name: 'penstock-migrate' });
  await session.connect();
  try {
    await session.query('select pg_advisory_lock($1)', [migrationLock]);
    requireNotNewer(await migrationsOf(session));
    return await runMigrations(url, options);
  } finally {
    await session.end();
  }
}

/** A migration that met a busy table was rolled back, or can be repeated: migrations that ran before it stay. */
async function runMigrations(url: string, options: MigrateOptions): Promise<readonly string[]> {
  for (let nth = 1; ; nth += 1) {
    try {
      return await runOnce(url, options);
    } catch (error) {
      const { code, driverError } = error as { code?: string; driverError?: { code?: string } };
      if (!BUSY_TABLES.includes(driverError?.code ?? code) || nth >= lockTries) throw error;
      await delay(options.lockPauseMs ?? lockPauseMs);
    }
  }
}

async function runOnce(url: string, options: MigrateOptions): Promise<readonly string[]> {
  const dataSource = createDataSource(url, {
    poolSize: 1,
    applicationName: 'penstock-migrate',
    statementTimeoutMs: 0,
    lockTimeoutMs: options.lockTimeoutMs ?? lockTimeoutMs,
    ...(options.only && { onlyMigrations: options.only }),
  });
  await dataSource.initialize();
  try {
    return (await dataSource.runMigrations()).map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
