// Which folder holds the data. The choice is made once and recorded, because a later start that chose
// differently would find an empty database where the company's payments were.
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedPostgresError } from './errors';
import { canPass, isRoot, type RunAs } from './run-as';

/** Used only by root, and only when the user that runs Postgres cannot reach the clone. */
export const SYSTEM_STATE_FOLDER = '/var/lib/penstock';

/** Lets the user that runs Postgres pass through to the data, and nobody list what else is there. */
const PASSABLE = 0o711;

/** Makes `<home>/postgres` and returns it. */
export function preparePostgresFolder(home: string): string {
  const folder = join(home, 'postgres');
  try {
    mkdirSync(folder, { recursive: true, mode: isRoot() ? PASSABLE : 0o700 });
    if (isRoot()) for (const made of [home, folder]) openForPassing(made);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'FOLDER_NOT_USABLE',
      `The folder ${folder} cannot be written. Make it writable, or set PENSTOCK_HOME to a folder that is.`,
      { cause },
    );
  }
  return realpathSync(folder);
}

function openForPassing(folder: string): void {
  const { mode, uid } = statSync(folder);
  if (uid === 0) chmodSync(folder, (mode & 0o777) | PASSABLE);
}

/** The folder for a cluster that does not exist yet. */
export function chooseDataFolder(postgresFolder: string, runAs: RunAs): string {
  if (runAs.uid === undefined || canPass(postgresFolder, runAs)) return join(postgresFolder, 'data');
  const name = createHash('sha256').update(postgresFolder).digest('hex').slice(0, 12);
  return join(SYSTEM_STATE_FOLDER, `data-${name}`);
}

/** Gives an empty folder to the user that runs Postgres. The parents stay passable whatever the umask says. */
export function makeDataFolder(folder: string, runAs: RunAs): void {
  if (folder.startsWith(`${SYSTEM_STATE_FOLDER}/`)) mkdirSync(SYSTEM_STATE_FOLDER, { recursive: true, mode: 0o755 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (runAs.uid !== undefined && runAs.gid !== undefined) chownSync(folder, runAs.uid, runAs.gid);
}

export function isInitialised(dataFolder: string): boolean {
  return existsSync(join(dataFolder, 'PG_VERSION'));
}

/** Without this check Postgres itself says only "could not open file", which sends people the wrong way. */
export function requireOwnership(dataFolder: string): void {
  const me = process.getuid?.();
  if (me === undefined || me === 0) return;
  const { uid } = statSync(dataFolder);
  if (uid === me) return;
  throw new EmbeddedPostgresError(
    'FOLDER_NOT_USABLE',
    `The data in ${dataFolder} belongs to user id ${uid}: an earlier start ran as another user. ` +
      `Start Penstock as that user (or as root), or hand the data over with: sudo chown -R ${me} ${dataFolder}`,
  );
}
