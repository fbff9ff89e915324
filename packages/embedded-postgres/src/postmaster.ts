// Starts one Postgres server process, waits until it answers, and stops it.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import type { PostgresBinaries } from './binaries';
import { EmbeddedPostgresError } from './errors';
import { isAlive } from './postmaster-pid';
import type { RunAs } from './run-as';

export interface ServerCommand {
  readonly binaries: PostgresBinaries;
  readonly runAs: RunAs;
  readonly dataFolder: string;
  readonly port: number;
  readonly settings: readonly string[];
  /** Server messages go to a file, not to a pipe: Postgres outlives a supervisor that was killed. */
  readonly logFile: string;
}

const POLL_MS = 20;
/** Replaying a long write-ahead log after a crash takes its time; a server that answers nothing for so long is broken. */
const READY_WITHIN_MS = 120_000;
const FAST_STOP_WITHIN_MS = 60_000;
const LOG_KEPT_BYTES = 10 * 1024 * 1024;
/** How often a start is repeated while the processes of a killed server are still letting go of its memory. */
const START_TRIES = 40;
const RETRY_AFTER_MS = 250;
const STILL_LETTING_GO = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;

/** Starts the server and resolves with its process id once it takes connections. */
export async function startServer(command: ServerCommand, url: string): Promise<number> {
  for (let attempt = 1; ; attempt += 1) {
    const logStart = sizeOf(command.logFile);
    const child = spawnServer(command);
    const pid = child.pid;
    if (pid !== undefined && (await waitUntilReady(pid, url))) return pid;
    const output = readFileSync(command.logFile, 'utf8').slice(logStart);
    if (attempt >= START_TRIES || !STILL_LETTING_GO.test(output)) throw startFailure(command, output);
    await delay(RETRY_AFTER_MS);
  }
}

function spawnServer({ binaries, runAs, dataFolder, port, settings, logFile }: ServerCommand): ChildProcess {
  const log = openSync(logFile, sizeOf(logFile) > LOG_KEPT_BYTES ? 'w' : 'a', 0o600);
  // No unix socket (-k ''): it would leave a lock file in the temp folder. Own process group (detached):
  // Ctrl-C in the terminal must not stop the database before the programs that still write to it.
  const flags = ['-D', dataFolder, '-p', String(port), '-h', '127.0.0.1', '-k', ''];
  const child = spawn(binaries.postgres, [...flags, ...settings.flatMap((setting) => ['-c', setting])], {
    ...runAs,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.once('error', () => undefined); // Reported by startServer, which sees that there is no process.
  child.unref();
  closeSync(log);
  return child;
}

function startFailure({ dataFolder, logFile }: ServerCommand, output: string): EmbeddedPostgresError {
  const lastLines = output.trim().split('\n').slice(-5).join('\n');
  return new EmbeddedPostgresError(
    'START_FAILED',
    `The bundled Postgres did not start on ${dataFolder}. Its last words (all of them in ${logFile}):\n${lastLines}`,
  );
}

/** True once the server takes connections, false when its process ends first. Refusals while it recovers are normal. */
export async function waitUntilReady(pid: number, url: string): Promise<boolean> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (isAlive(pid)) {
    if (await answers(url)) return true;
    if (performance.now() > giveUpAt) return false;
    await delay(POLL_MS);
  }
  return false;
}

const NOT_YET = new Set(['ECONNREFUSED', 'ECONNRESET', '57P03', '53300']);

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined); // A server that goes away right after the answer is seen by the next poll.
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (isNotYet(error)) return false;
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function isNotYet(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string };
  return (code !== undefined && NOT_YET.has(code)) || /terminated unexpectedly|timeout/i.test(message ?? '');
}

/** SIGINT is Postgres's fast stop: it ends sessions and writes a checkpoint. SIGTERM would wait for every client. */
export async function stopServer(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, FAST_STOP_WITHIN_MS)) return;
  // SIGQUIT stops at once and loses nothing that was acknowledged: the next start replays the log.
  signal(pid, 'SIGQUIT');
  await waitUntilGone(pid, FAST_STOP_WITHIN_MS);
}

export async function waitUntilGone(pid: number, withinMs: number): Promise<boolean> {
  const giveUpAt = performance.now() + withinMs;
  while (isAlive(pid)) {
    if (performance.now() > giveUpAt) return false;
    await delay(POLL_MS);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
