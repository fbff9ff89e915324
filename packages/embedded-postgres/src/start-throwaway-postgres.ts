import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { locateBinaries } from './binaries';
import { createCluster } from './create-cluster';
import { superuserUrl } from './databases';
import { findFreePort } from './free-port';
import { startServer, stopServer } from './postmaster';
import { chooseRunAs } from './run-as';
import { THROWAWAY_SETTINGS } from './settings';

export interface ThrowawayPostgres {
  /** Superuser, database `postgres`, no password. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Stops the server and removes its data. */
  stop(): Promise<void>;
}

/** A Postgres for one test run: fast, on a free port, in the temp folder, gone after `stop()`. */
export async function startThrowawayPostgres(extraSettings: readonly string[] = []): Promise<ThrowawayPostgres> {
  const runAs = chooseRunAs(undefined);
  const binaries = locateBinaries(runAs);
  const folder = mkdtempSync(join(tmpdir(), 'penstock-test-postgres-'));
  chmodSync(folder, 0o755); // mkdtemp makes it 0700; the user that runs Postgres has to pass through.
  const dataFolder = join(folder, 'data');
  createCluster(binaries, { dataFolder, runAs, durable: false });
  const port = await findFreePort();
  const url = superuserUrl(port);
  const settings = [...THROWAWAY_SETTINGS, ...extraSettings];
  const logFile = join(folder, 'postgres.log');
  const pid = await startServer({ binaries, runAs, dataFolder, port, settings, logFile }, url);
  return {
    url,
    port,
    pid,
    async stop() {
      await stopServer(pid);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
