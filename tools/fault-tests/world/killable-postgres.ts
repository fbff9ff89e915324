import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@penstock/embedded-postgres';
import { openFaultProxy, type FaultProxy } from './fault-proxy';

/** The Postgres of the product with its own supervisor, for one world: durable, and it may be killed at any moment. */
export interface KillablePostgres {
  /** Through the proxy: what programs are given. */
  readonly url: string;
  /** Past the proxy: what the test itself uses. */
  readonly directUrl: string;
  readonly proxy: FaultProxy;
  /** `SIGKILL` of the postmaster, or an immediate shutdown (`SIGQUIT`); its supervisor starts it again. */
  kill(signal: 'SIGKILL' | 'SIGQUIT'): void;
  stop(): Promise<void>;
}

export async function startKillablePostgres(): Promise<KillablePostgres> {
  const home = mkdtempSync(join(tmpdir(), 'penstock-faults-'));
  const postgres = await startEmbeddedPostgres({ home });
  const proxy = await openFaultProxy(postgres.port);
  const url = new URL(postgres.url);
  url.port = String(proxy.port);
  return {
    url: url.toString(),
    directUrl: postgres.url,
    proxy,
    kill: (signal) => void process.kill(postgres.pid, signal),
    async stop() {
      await proxy.close();
      await postgres.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
