// Makes a fresh clone ready: runs before `npm start`, `npm test`, `npm run check` and `npm run bench:engine`.
// Node built-ins only, because nothing is installed yet. Takes well under a second when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../workspace.mjs';
import { ensureInstalled } from './install.mjs';
import { Obstacle, requireNodeVersion, requireWritableFolder } from './obstacles.mjs';

/** These report the build as a result of their own, so a build that fails must not end them here. */
const BUILDS_ITSELF = new Set(['pretest', 'precheck']);

function bootstrap() {
  requireNodeVersion(process.versions.node);
  requireWritableFolder(ROOT);
  ensureInstalled(ROOT);
  if (BUILDS_ITSELF.has(process.env.npm_lifecycle_event ?? '')) return;
  // A process of its own: the build imports packages that did not exist when this one started.
  const { status } = spawnSync(process.execPath, [join(ROOT, 'tools/build/build.mjs')], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Obstacle('The build failed; the messages above say where.');
}

try {
  bootstrap();
} catch (error) {
  if (!(error instanceof Obstacle)) throw error;
  console.error(`\n${error.message}\n`);
  process.exitCode = 1;
}
