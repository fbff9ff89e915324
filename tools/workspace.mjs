// The clone's folder and the projects in it. Node built-ins only: the bootstrap uses it before anything is installed.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

export function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

/** Every npm workspace: `{ name, folder, tags, scripts, dependencies }`, the folder relative to the clone. */
export function listProjects(root = ROOT) {
  return readJson(join(root, 'package.json')).workspaces.flatMap((pattern) => {
    const folders = pattern.endsWith('/*') ? subfolders(root, pattern.slice(0, -2)) : [pattern];
    return folders
      .filter((folder) => existsSync(join(root, folder, 'package.json')))
      .map((folder) => projectIn(root, folder));
  });
}

function subfolders(root, parent) {
  if (!existsSync(join(root, parent))) return [];
  const entries = readdirSync(join(root, parent), { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => `${parent}/${entry.name}`);
}

function projectIn(root, folder) {
  const { name, nx, scripts, dependencies } = readJson(join(root, folder, 'package.json'));
  return { name, folder, tags: nx?.tags ?? [], scripts: scripts ?? {}, dependencies: dependencies ?? {} };
}

const NOT_SOURCE = new Set([
  'node_modules',
  'dist',
  'out-tsc',
  'test-results',
  'playwright-report',
  '.cache',
  '.nx',
  '.git',
]);

/** Every file below a folder that somebody wrote, in a fixed order; paths start with the folder. */
export function* sourceFiles(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) yield path;
    else if (!NOT_SOURCE.has(entry.name)) yield* sourceFiles(path);
  }
}
