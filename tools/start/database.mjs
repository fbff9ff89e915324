import { createRequire } from 'node:module';
import { StartFailure } from './start-failure.mjs';

/** The database of the platform: the one that was named, or the bundled Postgres of this home. */
export async function openDatabase({ databaseUrl, home }, say) {
  if (databaseUrl) return { url: databaseUrl, stop: async () => undefined };
  // Loaded late: at the top of a fresh clone's first start it is not built yet.
  const require = createRequire(import.meta.url);
  const { startEmbeddedPostgres, EmbeddedPostgresError } = require('../../packages/embedded-postgres/dist/index.js');
  try {
    return await startEmbeddedPostgres({ home, onLog: say });
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new StartFailure(error.message);
    throw error;
  }
}
