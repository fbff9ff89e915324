// `npm run pictures`: draws docs/images from the demo company, in the browser the tests use.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../workspace.mjs';
import { findBrowser } from './browser.mjs';

const { status } = spawnSync(process.execPath, [join(ROOT, 'node_modules/@playwright/test/cli.js'), 'test', '--config', 'e2e/playwright.config.ts'], {
  cwd: ROOT,
  env: { ...process.env, PENSTOCK_PICTURES: '1', PENSTOCK_CHROME: await findBrowser() },
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
