// A Redis for the tests: REDIS_URL, else a redis-server or valkey-server of this machine, else Debian's package.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findOnPath, hasApt, installPackage, isRoot, unpackPackage } from './debian-packages.mjs';

const SERVER_PROGRAMS = ['redis-server', 'valkey-server'];
const READY_WITHIN_MS = 10_000;

/** @returns {Promise<{ url: string, stop(): Promise<void> }>} */
export async function startRedis() {
  return process.env.REDIS_URL ? { url: process.env.REDIS_URL, stop: async () => undefined } : startOwnRedis();
}

/** One that nobody else uses, whatever REDIS_URL says: it may be stopped at any moment. */
export async function startOwnRedis() {
  const { program, libraries } = await findServer();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'penstock-test-redis-'));
  // In memory only: nothing a test leaves here may outlive it.
  const flags = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
  const env = { ...process.env, LD_LIBRARY_PATH: [...libraries, process.env.LD_LIBRARY_PATH ?? ''].join(':') };
  const server = spawn(program, flags, { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
  await waitUntilItAnswers(server, port);
  server.unref();
  return { url: `redis://127.0.0.1:${port}`, stop: () => stopServer(server, folder) };
}

/** Where the server program is; fetched from Debian when this machine has none. */
export async function findServer() {
  const installed = findOnPath(SERVER_PROGRAMS);
  if (installed) return { program: installed, libraries: [] };
  if (!hasApt()) throw new MissingRedis('this is no Debian');
  try {
    return isRoot() ? installServer() : unpackServer();
  } catch (cause) {
    throw new MissingRedis(cause.stderr || cause.message, { cause });
  }
}

class MissingRedis extends Error {
  constructor(reason, options) {
    super(
      'The tests need a Redis. REDIS_URL is not set, there is no redis-server or valkey-server on the PATH, ' +
        `and Debian's package could not be had: ${reason}`,
      options,
    );
  }
}

function installServer() {
  installPackage('redis-server');
  return { program: findOnPath(SERVER_PROGRAMS), libraries: [] };
}

function unpackServer() {
  const { folder, libraries } = unpackPackage('redis-server');
  const program = join(folder, 'usr/bin/redis-server');
  // Debian's redis-server is a link to an absolute path's sibling in redis-tools: the target is in the same folder.
  return { program: existsSync(program) ? program : join(folder, 'usr/bin/redis-check-rdb'), libraries };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function waitUntilItAnswers(server, port) {
  let ended;
  server.once('error', (error) => (ended = error.message));
  server.once('exit', (code) => (ended ??= `exit code ${code}`));
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (!(await answersPing(port))) {
    if (ended !== undefined) throw new MissingRedis(`the server ended at once (${ended})`);
    if (performance.now() > giveUpAt) throw new MissingRedis(`the server did not answer in ${READY_WITHIN_MS} ms`);
    await delay(20);
  }
}

function answersPing(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port }, () => socket.write('PING\r\n'));
    socket.once('data', (answer) => {
      resolve(answer.toString().startsWith('+PONG'));
      socket.destroy();
    });
    socket.once('error', () => resolve(false));
  });
}

async function stopServer(server, folder) {
  if (server.exitCode === null && server.signalCode === null) {
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.ref();
    server.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}
