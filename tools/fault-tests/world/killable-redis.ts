import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '@penstock/embedded-postgres';
import { openFaultProxy, type FaultProxy } from './fault-proxy';

/** A Redis without persistence, for one world: killed, it comes back empty at the same address. */
export interface KillableRedis {
  readonly url: string;
  readonly proxy: FaultProxy;
  /** `kill -9`, then a new and empty one. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 10_000;

export async function startKillableRedis(): Promise<KillableRedis> {
  const { findServer } = (await import('../../test/redis.mjs' as string)) as { findServer(): Promise<{ program: string; libraries: string[] }> };
  const { program, libraries } = await findServer();
  const port = await findFreePort();
  const folder = mkdtempSync(join(tmpdir(), 'penstock-faults-redis-'));
  const start = async (): Promise<ChildProcess> => {
    const flags = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
    const env = { ...process.env, LD_LIBRARY_PATH: [...libraries, process.env['LD_LIBRARY_PATH'] ?? ''].join(':') };
    const child = spawn(program, flags, { cwd: folder, env, stdio: 'ignore' });
    const giveUpAt = performance.now() + READY_WITHIN_MS;
    while (!(await answers(port)) && performance.now() < giveUpAt) await delay(20);
    return child;
  };
  let server = await start();
  const proxy = await openFaultProxy(port);
  const kill = async (): Promise<void> => {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${proxy.port}`,
    proxy,
    async restart() {
      await kill();
      server = await start();
    },
    async stop() {
      await proxy.close();
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = createConnection({ port, host: '127.0.0.1' }, () => (socket.destroy(), done(true)));
    socket.once('error', () => done(false));
  });
}
