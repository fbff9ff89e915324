import { Client } from 'pg';
import { createDataSource, migrationNames } from './data-source';

/** Any fixed number; it only has to be the same in every process that migrates. */
const migrationLock = 7_283_510_001;

export interface MigrateOptions {
  /** Stops at an earlier schema: a backup is restored into the schema it was made from, then migrated on. */
  readonly only?: readonly string[];
}

/** The names of all migrations this version has. */
export const knownMigrations = (): readonly string[] => migrationNames;

/**
 * Brings the schema up to date. Safe to call from several processes at once: the lock sits on a session of its own,
 * so that it outlives the transactions of the single migrations and is freed by the server if this process dies.
 * @returns the names of the migrations that were run.
 */
export async function migrate(url: string, options: MigrateOptions = {}): Promise<readonly string[]> {
  const session = new Client({ connectionString: url, application_name: 'penstock-migrate' });
  await session.connect();
  try {
    await session.query('select pg_advisory_lock($1)', [migrationLock]);
    return await runMigrations(url, options);
  } finally {
    await session.end();
  }
}

async function runMigrations(url: string, { only }: MigrateOptions): Promise<readonly string[]> {
  const dataSource = createDataSource(url, { poolSize: 1, applicationName: 'penstock-migrate', ...(only && { onlyMigrations: only }) });
  await dataSource.initialize();
  try {
    const done = await dataSource.runMigrations();
    return done.map((migration) => migration.name);
  } finally {
    await dataSource.destroy();
  }
}
