import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The boundary rule skips itself, with no more than a warning, when no project graph is cached: in a fresh clone every
 * forbidden import would pass. A cached graph may also be older than the tags. So each lint run makes its own (0.7 s).
 */
export async function loadProjectGraph() {
  process.env.NX_DAEMON = 'false';
  const { createProjectGraphAsync } = require('@nx/devkit');
  await createProjectGraphAsync({ exitOnError: false });
}
