// Gets programs from Debian for the tests: installed when we are root, else unpacked into the clone's .cache folder.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const CACHE_FOLDER = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '.cache');

const LIBRARY_FOLDERS = ['usr/lib/x86_64-linux-gnu', 'usr/lib/aarch64-linux-gnu', 'usr/lib', 'lib/x86_64-linux-gnu'];

export function isRoot() {
  return process.getuid?.() === 0;
}

export function hasApt() {
  return findOnPath(['apt-get']) !== undefined;
}

/** The first of these programs that the PATH knows. */
export function findOnPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (found) return found;
  }
  return undefined;
}

/** Installs for the whole machine. The package's service is not started: the tests run their own. */
export function installPackage(name) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  apt(['-qq', '-o', 'DPkg::Lock::Timeout=180', 'update'], env);
  apt(['-qq', '-y', '-o', 'DPkg::Lock::Timeout=180', 'install', '--no-install-recommends', name], env);
}

function apt(parameters, env) {
  return execFileSync('apt-get', parameters, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
}

/**
 * Unpacks a package and everything it needs that this machine lacks, without any right beyond the clone.
 * @returns the folder and the library folders in it, for LD_LIBRARY_PATH
 */
export function unpackPackage(name) {
  const folder = join(CACHE_FOLDER, `debian-${name}`);
  if (!existsSync(folder)) {
    mkdirSync(CACHE_FOLDER, { recursive: true });
    const work = mkdtempSync(join(CACHE_FOLDER, 'unpack-'));
    downloadAndUnpack(name, work);
    renameSync(join(work, 'root'), folder);
    rmSync(work, { recursive: true, force: true });
  }
  return { folder, libraries: LIBRARY_FOLDERS.map((path) => join(folder, path)).filter((path) => existsSync(path)) };
}

function downloadAndUnpack(name, work) {
  // Package lists of our own: those of the machine may be absent, and only root may fetch them there.
  for (const part of ['state/lists/partial', 'cache/archives/partial', 'root', 'debs']) {
    mkdirSync(join(work, part), { recursive: true });
  }
  const own = {
    'Dir::State::lists': join(work, 'state/lists'),
    'Dir::Cache': join(work, 'cache'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Debug::NoLocking': 'true',
  };
  const options = Object.entries(own).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const run = (parameters) =>
    execFileSync('apt-get', [...options, ...parameters], {
      cwd: join(work, 'debs'),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  run(['-qq', 'update']);
  run(['-qq', 'download', ...packagesMissing(run(['install', '-y', '--no-install-recommends', '--print-uris', name]))]);
  for (const file of readdirSync(join(work, 'debs'))) {
    execFileSync('dpkg', ['-x', join(work, 'debs', file), join(work, 'root')]);
  }
}

/** Lines of `--print-uris`: 'address' file-name size digest. The file name starts with the package's name. */
function packagesMissing(printedAddresses) {
  const names = printedAddresses.split('\n').map((line) => /^'[^']+' ([^_ ]+)_/.exec(line)?.[1]);
  return names.filter((name) => name !== undefined);
}
