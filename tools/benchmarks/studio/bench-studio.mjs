// `npm run bench:studio`: the mapping studio on 5,000 and 5,000 fields, in the browser the tests use; writes docs/studio.md.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { findBrowser } from '../../test/browser.mjs';
import { ROOT } from '../../workspace.mjs';

const { status } = spawnSync(
  process.execPath,
  [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts'],
  { cwd: ROOT, env: { ...process.env, PENSTOCK_BENCH: '1', PENSTOCK_CHROME: await findBrowser() }, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
