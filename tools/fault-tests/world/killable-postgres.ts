import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startEmbeddedPostgres } from '@penstock/embedded-postgres';
import { invariant } from '@penstock/kernel';
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
  /** `SIGKILL` of the postmaster, or an immediate shutdown (`SIGQUIT`); its supervisor starts it again. Waits for one that is just coming back. */
  kill(signal: 'SIGKILL' | 'SIGQUIT'): Promise<void>;
  stop(): Promise<void>;
}

/** The log must not take the whole disk by itself before the scenario fills it. */
const SMALL_LOG = ['max_wal_size=64MB', 'min_wal_size=32MB', 'checkpoint_timeout=30s'];

export interface DiskOfPostgres {
  readonly mb: number;
  /** What stands on it: everything, or only the write-ahead log. */
  readonly holds: 'all' | 'log';
}

export async function startKillablePostgres({ disk: wanted }: { readonly disk?: DiskOfPostgres | undefined } = {}): Promise<KillablePostgres> {
  const disk = wanted && openSmallDisk(wanted.mb);
  const home = disk && wanted.holds === 'all' ? disk.folder : mkdtempSync(join(tmpdir(), 'penstock-faults-'));
  const start = () => startEmbeddedPostgres({ home, ...(disk && { flags: SMALL_LOG }) });
  let postgres = await start();
  if (disk && wanted.holds === 'log') {
    await postgres.stop();
    moveAside(join(postgres.dataFolder, 'pg_wal'), join(disk.folder, 'pg_wal'));
    postgres = await start();
  }
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
    kill: (signal) => killOnceThere(() => postgres.pid, signal),
    async stop() {
      await proxy.close();
      await postgres.stop();
      disk?.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

const COMES_BACK_WITHIN_MS = 30_000;
const LOOK_AGAIN_MS = 50;

async function killOnceThere(pid: () => number, signal: NodeJS.Signals): Promise<void> {
  for (const giveUpAt = Date.now() + COMES_BACK_WITHIN_MS; ; await delay(LOOK_AGAIN_MS)) {
    try {
      process.kill(pid(), signal);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH' || Date.now() > giveUpAt) throw error;
    }
  }
}

/** With owner and modes; the old place leads to the new one. */
function moveAside(from: string, to: string): void {
  invariant(spawnSync('cp', ['-a', from, to]).status === 0, `${from} can be copied`);
  rmSync(from, { recursive: true });
  symlinkSync(to, from);
}
