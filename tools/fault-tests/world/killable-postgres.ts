import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@penstock/embedded-postgres';
import { openFaultProxy, type FaultProxy } from './fault-proxy';
import { openSmallDisk, type SmallDisk } from './small-disk';

/** The Postgres of the product with its own supervisor, for one world: durable, and it may be killed at any moment. */
export interface KillablePostgres {
  /** Through the proxy: what programs are given. */
  readonly url: string;
  /** Past the proxy: what the test itself uses. */
  readonly directUrl: string;
  readonly dataFolder: string;
  /** Another one after the server had to be started again. */
  readonly pid: number;
  readonly proxy: FaultProxy;
  /** On which data and write-ahead log stand, when it was asked for. */
  readonly disk: SmallDisk | undefined;
  /** `SIGKILL` of the postmaster, or an immediate shutdown (`SIGQUIT`); its supervisor starts it again. */
  kill(signal: 'SIGKILL' | 'SIGQUIT'): void;
  stop(): Promise<void>;
}

/** The log must not take the whole disk by itself before the scenario fills it. */
const SMALL_LOG = ['max_wal_size=64MB', 'min_wal_size=32MB', 'checkpoint_timeout=30s'];

export async function startKillablePostgres({ diskMb }: { readonly diskMb?: number | undefined } = {}): Promise<KillablePostgres> {
  const disk = diskMb === undefined ? undefined : openSmallDisk(diskMb);
  const home = disk?.folder ?? mkdtempSync(join(tmpdir(), 'penstock-faults-'));
  const postgres = await startEmbeddedPostgres({ home, ...(disk && { flags: SMALL_LOG }) });
  const proxy = await openFaultProxy(postgres.port);
  const url = new URL(postgres.url);
  url.port = String(proxy.port);
  return {
    url: url.toString(),
    directUrl: postgres.url,
    dataFolder: postgres.dataFolder,
    get pid() {
      return postgres.pid;
    },
    proxy,
    disk,
    kill: (signal) => void process.kill(postgres.pid, signal),
    async stop() {
      await proxy.close();
      await postgres.stop();
      disk?.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
