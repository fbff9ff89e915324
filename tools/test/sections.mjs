import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildWorkspace } from '../build/build.mjs';
import { ROOT } from '../workspace.mjs';
import { checkArchitecture } from '../architecture/check-architecture.mjs';
import { findBrowser } from './browser.mjs';

const require = createRequire(import.meta.url);
const REPORTS = join(ROOT, '.cache', 'reports');

/** Sections answer `{ passed, failed }`; a tool that can only say yes or no counts as one check. */
export const runBuild = async () => oneCheck(buildWorkspace());

export const runTypes = async (env) => oneCheck((await tool('typescript/bin/tsc', ['-b'], env)) === 0);

export const runLint = async (env) => oneCheck((await tool('eslint/package.json#bin', ['.', '--max-warnings', '0'], env)) === 0);

export async function runArchitecture() {
  const results = await checkArchitecture();
  for (const { name, problems } of results) {
    console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`);
    for (const problem of problems) console.log(`    ${problem}`);
  }
  const failed = results.filter(({ problems }) => problems.length > 0).length;
  return { passed: results.length - failed, failed };
}

export async function runJest(projects, { inBand = false, env = {} } = {}) {
  const report = freshReport(`jest-${projects.join('-')}.json`);
  const args = ['--selectProjects', ...projects, '--json', `--outputFile=${report}`, ...(inBand ? ['--runInBand', '--forceExit'] : ['--maxWorkers=100%']), '--ci'];
  // Servers that a test has killed may leave a socket behind: the verdict is in by then, nothing is waited for.
  // Jest's own summary goes to standard error; the report on standard output is in the file already.
  const status = await tool('jest/bin/jest.js', args, env, { silent: true });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests, numTodoTests } = JSON.parse(readFileSync(report, 'utf8'));
  const skipped = process.env.CI ? numPendingTests + numTodoTests : 0;
  const failed = numFailedTests + numRuntimeErrorTestSuites + skipped;
  if (skipped > 0) console.log(`${skipped} tests are skipped, which CI does not allow.`);
  return { passed: numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed };
}

/** Journeys start the whole product themselves; they only need a browser. */
export async function runJourneys(env) {
  const report = freshReport('playwright.json');
  const browser = await findBrowser();
  const status = await tool('@playwright/test/cli.js', ['test', '--config', 'e2e/playwright.config.ts'], {
    ...env,
    PENSTOCK_CHROME: browser,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  const failed = stats.unexpected + stats.flaky + (process.env.CI ? stats.skipped : 0);
  return { passed: stats.expected, failed: failed === 0 && status !== 0 ? 1 : failed };
}

const oneCheck = (isFine) => ({ passed: isFine ? 1 : 0, failed: isFine ? 0 : 1 });

function freshReport(name) {
  mkdirSync(REPORTS, { recursive: true });
  rmSync(join(REPORTS, name), { force: true });
  return join(REPORTS, name);
}

/** Runs a package's program with this Node. */
function tool(program, args, env, { silent = false } = {}) {
  const file = program.endsWith('#bin') ? binOf(program.replace('/package.json#bin', '')) : join(ROOT, 'node_modules', program);
  const child = spawn(process.execPath, [file, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env, FORCE_COLOR: '0', NX_DAEMON: 'false' },
    stdio: ['ignore', silent ? 'ignore' : 'inherit', 'inherit'],
  });
  return new Promise((resolve) => child.once('exit', resolve));
}

function binOf(name) {
  const manifest = require(join(ROOT, 'node_modules', name, 'package.json'));
  const bin = typeof manifest.bin === 'string' ? manifest.bin : manifest.bin[name];
  return join(ROOT, 'node_modules', name, bin);
}
