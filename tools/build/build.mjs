// `npm run build`: builds every project that changed, through Nx. Nothing changed since the last build: a file hash says so.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, listProjects, sourceFiles } from '../workspace.mjs';

const STAMP_FILE = join(ROOT, '.cache', 'build-stamp');
/** Beside the projects themselves, what a build depends on. */
const SHARED_INPUTS = ['package-lock.json', 'tsconfig.base.json', 'nx.json', 'tools/build/build-project.mjs', 'tools/build/plain-exports.mjs'];
/** Keeps Nx from leaving a daemon behind, drawing a screen or looking for its cloud. */
export const NX_ENV = { NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0', NODE_ENV: 'production' };

/** @returns {boolean} whether everything is built now */
export function buildWorkspace({ log = console.log } = {}) {
  const stamp = stampOfSources();
  if (isBuilt(stamp)) return true;
  log('Building …');
  const nx = join(ROOT, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [nx, 'run-many', '-t', 'build', '--outputStyle=static'],
    {
      cwd: ROOT,
      env: { ...process.env, ...NX_ENV },
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (status !== 0) {
    log(onlyFailures(stdout, stderr));
    return false;
  }
  mkdirSync(dirname(STAMP_FILE), { recursive: true });
  writeFileSync(STAMP_FILE, stamp);
  return true;
}

/** Nx prints every task's output; of forty projects, the one that failed is what the reader needs. */
function onlyFailures(output, verdict) {
  const failed = [...verdict.matchAll(/^- (\S+)$/gm)].map((match) => match[1]);
  const sections = output.split(/^(?=> nx run )/m);
  const told = sections.filter((section) => failed.some((task) => section.startsWith(`> nx run ${task}`)));
  return told.length > 0 ? `${told.join('')}${verdict}` : `${output}${verdict}`;
}

function builtProjects() {
  return listProjects().filter((project) => project.scripts.build !== undefined);
}

function isBuilt(stamp) {
  if (!existsSync(STAMP_FILE) || readFileSync(STAMP_FILE, 'utf8') !== stamp) return false;
  return builtProjects().every(({ folder }) => existsSync(join(ROOT, folder, 'dist')));
}

function stampOfSources() {
  const hash = createHash('sha256').update(process.versions.node);
  const files = [
    ...SHARED_INPUTS.map((file) => join(ROOT, file)),
    ...builtProjects().flatMap(({ folder }) => [...sourceFiles(join(ROOT, folder))].filter(isNoTest)),
  ];
  for (const file of files) hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function isNoTest(file) {
  return !/\.test\.tsx?$/.test(file);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = buildWorkspace() ? 0 : 1;
