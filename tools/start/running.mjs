// One platform per home: finds one that runs already, and what a killed one left behind.
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writePrivately } from './home.mjs';
import { StartFailure } from './start-failure.mjs';

/** Children of a killed supervisor notice it and stop by themselves; this is how long they may finish their work. */
const LEAVE_WITHIN_MS = 15_000;

/** @throws StartFailure when a platform of this home is running */
export async function claimHome(home) {
  const record = readRecord(home);
  if (record && runs(record.supervisor)) {
    throw new StartFailure(
      `Penstock is already running from this folder: ${record.url ?? 'it is just starting'} (process ${record.supervisor.pid}).\n` +
        'Stop it there with Ctrl-C, or set PENSTOCK_HOME to run a second one beside it.',
    );
  }
  await waitForLeftovers(record?.children ?? []);
  recordRun(home, { children: [] });
}

export function recordRun(home, { url, children }) {
  const supervisor = { pid: process.pid, program: process.argv[1] };
  writePrivately(recordFile(home), { supervisor, url, children });
}

export function forgetRun(home) {
  rmSync(recordFile(home), { force: true });
}

function recordFile(home) {
  return join(home, 'running.json');
}

function readRecord(home) {
  const file = recordFile(home);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

async function waitForLeftovers(children) {
  const giveUpAt = performance.now() + LEAVE_WITHIN_MS;
  let left = children.filter(runs);
  while (left.length > 0 && performance.now() < giveUpAt) {
    await delay(50);
    left = left.filter(runs);
  }
  // They hold the ports and would work beside their successors; what they were doing is recorded and taken up again.
  for (const child of left) process.kill(child.pid, 'SIGKILL');
}

/** Process ids come round again, so the program's name counts as well. */
function runs({ pid, program }) {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    // A command line may name its program by a path relative to where it was typed.
    return words.some((word) => word.length > 0 && `/${program}`.endsWith(`/${word}`));
  } catch {
    return existsSync('/proc/self') ? false : answersSignal(pid);
  }
}

function answersSignal(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
