// Reads Postgres's own lock file: who runs on this data folder, and on which port.
import { existsSync, readFileSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export interface RunningPostmaster {
  readonly pid: number;
  readonly port: number;
}

const PID_LINE = 0;
const PORT_LINE = 3;

/** The postmaster that serves this data folder right now, whoever started it. */
export function findPostmaster(dataFolder: string): RunningPostmaster | undefined {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[PID_LINE]);
  const port = Number(lines[PORT_LINE]);
  if (!(pid > 0) || !(port > 0)) return undefined;
  return isAlive(pid) && serves(pid, dataFolder) ? { pid, port } : undefined;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !isZombie(pid);
}

/** A killed process whose parent has not collected it yet still answers to signal 0. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    return false; // No /proc here (macOS): signal 0 has the last word.
  }
}

/**
 * Process ids come round again, quickly so in containers: after a restart the id in the lock file may be any program.
 * Postgres would then refuse to start for ever, so the file is removed, but only when no server process is left.
 */
export function removeStrangersLock(dataFolder: string): void {
  const file = join(dataFolder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[PID_LINE]);
  if (isAlive(pid) && !serves(pid, dataFolder) && !anyProcessWorksIn(dataFolder)) rmSync(file);
}

function serves(pid: number, dataFolder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dataFolder);
  } catch {
    return true; // Cannot tell: believe the lock file, which is what Postgres itself does.
  }
}

/** Every Postgres process, also one whose postmaster was killed, has the data folder as its working folder. */
function anyProcessWorksIn(dataFolder: string): boolean {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .some((pid) => workingFolderOf(pid) === dataFolder);
}

function workingFolderOf(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined; // Gone meanwhile, or another user's process: then it is not ours.
  }
}
