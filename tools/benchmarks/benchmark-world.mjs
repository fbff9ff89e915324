import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePortRange, startProgram, waitFor } from './processes.mjs';

const require = createRequire(import.meta.url);

/** The surroundings both programs share: a real Postgres with fsync, and the Prophet 21 simulator in its own process. */
export async function startBenchmarkWorld() {
  const { startEmbeddedPostgres } = require('../../packages/embedded-postgres/dist/index.js');
  const home = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
  const postgres = await startEmbeddedPostgres({ home });
  const port = await freePortRange([0, 10, 20, 30, 40]);
  const simulators = startProgram('apps/simulators/dist/main.js', { PORT: String(port), PENSTOCK_HOME: home, PENSTOCK_DEMO_INTAKE_SECRET: 'whsec_YmVuY2htYXJr' });
  await waitFor('the Prophet 21 simulator answering', async () => (await fetch(`http://127.0.0.1:${port + 20}/__sim/state`)).ok);
  return {
    port,
    home,
    prophet21Url: `http://127.0.0.1:${port + 20}`,
    databaseUrl: (name) => withDatabase(postgres.adminUrl, name),
    createDatabase: (name) => onServer(postgres.adminUrl, (session) => session.query(`create database ${name}`)),
    async stop() {
      await simulators.stop();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export async function onServer(url, work) {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  try {
    return await work(session);
  } finally {
    await session.end();
  }
}

export function withDatabase(url, name) {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}
