import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Programs are named from here, wherever the command was started. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A Node program of the benchmark; its output is kept for the error message only. */
export function startProgram(file, env, nodeFlags = []) {
  let output = '';
  const child = spawn(process.execPath, [...nodeFlags, file], {
    env: { ...process.env, ...env },
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output = (output + chunk).slice(-4000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  return {
    pid: child.pid,
    get output() {
      return output;
    },
    kill: (signal) => child.kill(signal),
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await Promise.race([ended, delay(15_000).then(() => child.kill('SIGKILL'))]);
    },
  };
}

/** Runs a program to its end. */
export async function runProgram(file, env, args = []) {
  const child = spawn(process.execPath, [file, ...args], { env: { ...process.env, ...env }, cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new TypeError(`${file} ended with ${code}: ${output}`);
  return output;
}

export async function waitFor(what, check, withinMs = 60_000) {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    if (await check().catch(() => false)) return;
    await delay(50);
  }
  throw new TypeError(`${what} did not happen within ${withinMs} ms`);
}

/** A base port whose neighbours at the given offsets are free as well. */
export async function freePortRange(offsets) {
  for (let tries = 0; tries < 50; tries += 1) {
    const base = 20_000 + Math.floor(Math.random() * 20_000);
    if ((await Promise.all(offsets.map((offset) => isFree(base + offset)))).every(Boolean)) return base;
  }
  throw new TypeError('no free range of ports was found');
}

function isFree(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
