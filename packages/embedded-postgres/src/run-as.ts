import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './errors';

/** The operating-system user Postgres runs as. Empty: the user we already are. */
export interface RunAs {
  readonly uid?: number;
  readonly gid?: number;
}

/** Postgres refuses to run as root, so root borrows an account that exists on every Debian: no user is created. */
const UNPRIVILEGED_USERS = ['postgres', 'nobody'];

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** Data that already exists decides: whoever owns it must run Postgres on it, also when root starts it this time. */
export function chooseRunAs(existingDataFolder: string | undefined): RunAs {
  if (!isRoot()) return {};
  if (existingDataFolder !== undefined) {
    const { uid, gid } = statSync(existingDataFolder);
    if (uid !== 0) return { uid, gid };
  }
  for (const user of UNPRIVILEGED_USERS) {
    const ids = idsOf(user);
    if (ids) return ids;
  }
  throw new EmbeddedPostgresError(
    'NO_UNPRIVILEGED_USER',
    `Postgres does not run as root and none of the users ${UNPRIVILEGED_USERS.join(', ')} exists. ` +
      'Start Penstock as an ordinary user, or set DATABASE_URL to a Postgres of your own.',
  );
}

function idsOf(user: string): RunAs | undefined {
  try {
    return { uid: Number(execFileSync('id', ['-u', user])), gid: Number(execFileSync('id', ['-g', user])) };
  } catch {
    return undefined; // No such user: the caller tries the next one.
  }
}

/** Asks the operating system instead of computing modes, so that access lists and mount options count too. */
export function canReach(folder: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1" && ls . >/dev/null', 'sh', folder], { ...runAs, cwd: '/' }).status === 0;
}

/** Like canReach, for a folder that needs to be passed through but not listed. */
export function canPass(folder: string, runAs: RunAs): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...runAs, cwd: '/' }).status === 0;
}
