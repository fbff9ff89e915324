import { resolve } from 'node:path';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '@penstock/embedded-postgres';
import { PenstockError } from '@penstock/kernel';
import type { Surroundings } from './command';

class DatabaseUnavailable extends PenstockError<'DATABASE_UNAVAILABLE'> {}

/**
 * The database of this installation: DATABASE_URL, or the bundled Postgres of PENSTOCK_HOME. A bundled one that runs
 * already is used and left running; otherwise it is started for the command and stopped after it.
 */
export async function withDatabase<T>({ env, folder, say }: Surroundings, work: (url: string) => Promise<T>): Promise<T> {
  const given = env['DATABASE_URL'];
  if (given) return work(given);
  const home = resolve(folder, env['PENSTOCK_HOME'] || '.penstock');
  try {
    const postgres = await startEmbeddedPostgres({ home, onLog: say });
    try {
      return await work(postgres.url);
    } finally {
      if (!postgres.reused) await postgres.stop();
    }
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new DatabaseUnavailable('DATABASE_UNAVAILABLE', error.message, { cause: error });
    throw error;
  }
}
