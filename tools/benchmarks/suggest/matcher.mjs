// The matcher as it stands in the sources of packages/mapping.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../workspace.mjs';

/** Builds the package and loads it anew. `part`: a file of its dist folder. */
export function loadMapping(part = 'index.js') {
  const folder = join(ROOT, 'packages', 'mapping');
  execFileSync(process.execPath, [join(ROOT, 'tools', 'build', 'build-project.mjs')], { cwd: folder });
  return createRequire(import.meta.url)(join(folder, 'dist', part));
}
