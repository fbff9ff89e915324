import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BadRequest } from './names.mjs';

/**
 * Writes files that do not exist yet; refuses before the first one when any of them does.
 * @param {Record<string, string>} files content by path, relative to the clone
 * @returns {string[]} the paths
 */
export function writeNewFiles(root, files) {
  const paths = Object.keys(files);
  const taken = paths.filter((path) => existsSync(join(root, path)));
  if (taken.length > 0) throw new BadRequest(`${taken[0]} exists already; nothing was written.`);
  for (const path of paths) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files[path]);
  }
  return paths;
}
