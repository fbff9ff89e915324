// A Chromium for the browser tests: CHROME_PATH, else the one inside @sparticuz/chromium, else the machine's, else
// Debian's package when root, else Playwright's own download. Answers with the path of the program.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { findOnPath, hasApt, installPackage, isRoot } from './debian-packages.mjs';
import { withPackagedLibraries } from './packaged-libraries.mjs';

const require = createRequire(import.meta.url);
const MACHINE_BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
/** Root inside a container has no user namespaces; the test pages are our own. */
export const BROWSER_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** @returns {Promise<string>} a program that starts and prints its version */
export async function findBrowser() {
  const ways = [fromEnvironment, fromPackage, fromMachine, fromDebian, fromPlaywright];
  for (const way of ways) {
    const program = await way();
    if (program && starts(program)) return program;
  }
  throw new MissingBrowser();
}

class MissingBrowser extends Error {
  constructor() {
    super('The browser tests need a Chromium: set CHROME_PATH to one, or install Debian’s package chromium.');
  }
}

const fromEnvironment = () => process.env.CHROME_PATH;

async function fromPackage() {
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const program = await chromium.executablePath();
    return starts(program) ? program : withPackagedLibraries(program);
  } catch {
    return undefined; // Not made for this machine: the next way is tried.
  }
}

const fromMachine = () => findOnPath(MACHINE_BROWSERS);

function fromDebian() {
  if (!isRoot() || !hasApt()) return undefined;
  try {
    installPackage('chromium');
  } catch {
    return undefined;
  }
  return findOnPath(MACHINE_BROWSERS);
}

function fromPlaywright() {
  const cli = require.resolve('@playwright/test/cli');
  const { status } = spawnSync(process.execPath, [cli, 'install', 'chromium-headless-shell'], { stdio: 'inherit' });
  return status === 0 ? require('@playwright/test').chromium.executablePath() : undefined;
}

function starts(program) {
  if (!existsSync(program)) return false;
  const { status } = spawnSync(program, ['--no-sandbox', '--headless', '--version'], { timeout: 20_000 });
  return status === 0;
}
