import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortRange, startProgram, waitFor } from '../../processes.mjs';
import { onServer, withDatabase } from '../../databases.mjs';

const require = createRequire(import.meta.url);

/** What both sides of every comparison share: the durable Postgres that `npm start` brings, and the remote. */
export async function startWorld({ postgresFlags } = {}) {
  const { startEmbeddedPostgres } = require('../../../../packages/embedded-postgres/dist/index.js');
  const home = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
  const postgres = await startEmbeddedPostgres({ home, ...(postgresFlags && { flags: postgresFlags }) });
  const base = await freePortRange([0, 1, 2]);
  const ports = { platform: base, limit: base + 1, remote: base + 2 };
  const remote = startProgram('tools/benchmarks/engine/programs/remote.mjs', { PORT: String(ports.remote) });
  const remoteUrl = `http://127.0.0.1:${ports.remote}`;
  await waitFor('the remote answering', async () => (await fetch(`${remoteUrl}/posted`)).ok);
  const query = (database, text, values) =>
    onServer(withDatabase(postgres.adminUrl, database), async (session) => (await session.query(text, values)).rows);
  return {
    home,
    ports,
    remoteUrl,
    postgresPid: postgres.pid,
    databaseUrl: (name) => withDatabase(postgres.adminUrl, name),
    createDatabase: (name) => onServer(postgres.adminUrl, (session) => session.query(`create database ${name}`)),
    dropDatabase: (name) =>
      onServer(postgres.adminUrl, (session) => session.query(`drop database if exists ${name} with (force)`)),
    query,
    arrivals: async () => new Map(await (await fetch(`${remoteUrl}/arrivals`)).json()),
    posted: async () => (await (await fetch(`${remoteUrl}/posted`)).json()).posted,
    async stop() {
      await remote.stop();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
