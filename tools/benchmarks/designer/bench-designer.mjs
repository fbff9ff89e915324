// `npm run bench:designer`: the designer with 500 steps and 800 lines beside a page that is nothing but React Flow with
// the same graph, in the same run and the same browser. Writes docs/designer-speed.md.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { BROWSER_FLAGS, findBrowser } from '../../test/browser.mjs';
import { ROOT } from '../../workspace.mjs';
import { serveBarePage } from './bare-page.mjs';
import { bareGraph, bigFlow } from './big-flow.mjs';
import { keystrokes, openTime, panAndZoom, watchLoads } from './measure-page.mjs';
import { reportOf } from './report.mjs';

const PORT = Number(process.env.PORT ?? 4950);
const BASE = `http://127.0.0.1:${PORT}`;
const OWNER = { email: 'owner@penstock.example', password: 'a-password-for-benchmarks' };
const ROUNDS = 3;

const home = mkdtempSync(join(tmpdir(), 'penstock-bench-'));
const product = spawn(process.execPath, ['tools/start/start.mjs'], {
  cwd: ROOT,
  env: { ...process.env, PORT: String(PORT), PENSTOCK_HOME: home, PENSTOCK_DEMO: '1', PENSTOCK_ADMIN_EMAIL: OWNER.email, PENSTOCK_ADMIN_PASSWORD: OWNER.password },
  stdio: 'ignore',
});
try {
  await ready();
  writeFileSync(join(ROOT, 'docs/designer-speed.md'), reportOf(await measure()));
  console.log('Written to docs/designer-speed.md.');
} finally {
  const ended = new Promise((done) => product.once('exit', done));
  product.kill('SIGTERM');
  await Promise.race([ended, delay(30_000)]);
  rmSync(home, { recursive: true, force: true });
}

async function ready() {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await fetch(`${BASE}/health/ready`).then(({ ok }) => ok, () => false)) return;
    await delay(200);
  }
  throw new Error('Penstock did not become ready.');
}

async function measure() {
  const document = bigFlow('Five hundred steps');
  const bare = await serveBarePage(bareGraph(document));
  const browser = await chromium.launch({ executablePath: await findBrowser(), args: BROWSER_FLAGS });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  const flowId = await createFlow(context, document);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push({ designer: await measureDesigner(context, flowId), bare: await measureBare(context, bare.url) });
  }
  const keys = await measureKeys(context, flowId);
  const firstLoad = await measureFirstLoad(browser, await context.storageState(), flowId);
  await browser.close();
  bare.close();
  return { rounds, keys, firstLoad, steps: Object.keys(document.steps).length, lines: document.edges.length, cpu: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}` };
}

async function createFlow(context, document) {
  const signIn = await context.request.post(`${BASE}/api/v1/session`, { data: OWNER });
  const { csrfToken } = await signIn.json();
  const created = await context.request.post(`${BASE}/api/v1/flows`, {
    data: { name: document.name, document },
    headers: { 'x-csrf-token': csrfToken },
  });
  if (!created.ok()) throw new Error(`The flow was not taken: ${await created.text()}`);
  return (await created.json()).id;
}

async function measureDesigner(context, flowId) {
  const page = await context.newPage();
  const open = await openTime(page, `${BASE}/flows/${flowId}`);
  await page.waitForTimeout(1500);
  const moves = await panAndZoom(page);
  await page.close();
  return { open, ...moves };
}

async function measureBare(context, url) {
  const page = await context.newPage();
  const open = await openTime(page, url);
  await page.waitForTimeout(1500);
  const moves = await panAndZoom(page);
  await page.close();
  return { open, ...moves };
}

async function measureKeys(context, flowId) {
  const page = await context.newPage();
  await page.goto(`${BASE}/flows/${flowId}?step=step-3-2`);
  const field = page.getByRole('textbox', { name: 'Name', exact: true });
  await field.waitFor();
  await page.waitForTimeout(1500);
  const times = await keystrokes(page, field, ' with a longer name than before');
  await page.close();
  return times;
}

/** In a browser without a cache: what somebody waits for who opens a link to a flow for the first time. */
async function measureFirstLoad(browser, storageState, flowId) {
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  const total = watchLoads(page);
  await page.goto(`${BASE}/flows/${flowId}`);
  await page.waitForSelector('.react-flow__node');
  await page.waitForLoadState('networkidle');
  const size = await total();
  await context.close();
  return size;
}
