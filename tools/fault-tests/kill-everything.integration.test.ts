import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Pool } from 'pg';
import { freePorts, scaledTimings, until } from './world/product-world';
import { countOpenRuns, judge, type LoggedEffect } from './judge/judge';

/**
 * `npm start`, a hundred orders, and in the middle of them `kill -9` of every process: supervisor, platform, shop,
 * gateway, ERP and database. The next `npm start` takes everything up again.
 */
const ROOT = resolve(__dirname, '../..');
const ORDERS = 100;
const READY_MS = 120_000;

interface Installation {
  readonly home: string;
  readonly port: number;
}

function start({ home, port }: Installation, words: string[]): ChildProcess {
  // Jest's own NODE_OPTIONS must not reach the programs.
  const { NODE_OPTIONS: _options, REDIS_URL: _redis, DATABASE_URL: _database, ...inherited } = process.env;
  const product = spawn(process.execPath, ['tools/start/start.mjs'], {
    cwd: ROOT,
    env: { ...inherited, PORT: String(port), PENSTOCK_HOME: home, PENSTOCK_DEMO: '1', PENSTOCK_ENGINE_TIMINGS: scaledTimings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [product.stdout, product.stderr]) stream?.on('data', (chunk: Buffer) => words.push(chunk.toString()));
  return product;
}

/** Every process that has this installation's home in its command line or environment. */
function processesOf({ home }: Installation): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
  return pids.filter((pid) => ['cmdline', 'environ'].some((file) => textOf(`/proc/${pid}/${file}`).includes(home))).map(Number);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // It ended meanwhile.
  }
}

function postgresOf({ home }: Installation): number {
  const { dataFolder } = JSON.parse(readFileSync(join(home, 'postgres', 'state.json'), 'utf8')) as { dataFolder: string };
  return Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
}

const jsonFrom = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

describe('kill -9 of everything in the middle of a hundred orders', () => {
  test('loses and doubles nothing once it is started again', async () => {
    const installation = { home: mkdtempSync(join(tmpdir(), 'penstock-kill-')), port: await freePorts() };
    const words: string[] = [];
    const patience = { lastWords: () => words.slice(-20).join(''), withinMs: READY_MS };
    const at = (offset: number): string => `http://127.0.0.1:${installation.port + offset}`;
    const isReady = async () => (await fetch(`${at(0)}/health/ready`)).ok && (await fetch(`${at(30)}/__sim/state`)).ok;
    try {
      start(installation, words);
      await until('the first start', isReady, patience);
      await fetch(`${at(30)}/__sim/place`, { method: 'POST', body: JSON.stringify({ count: ORDERS }) });
      await until('some orders being done', async () => (await jsonFrom<{ effectCount: number }>(`${at(20)}/__sim/state`)).effectCount > 20, patience);

      for (const pid of [...processesOf(installation), postgresOf(installation)]) killIfThere(pid);
      const second = start(installation, words);
      await until('the second start', isReady, patience);
      await until('every order being delivered', async () => (await ordersOf(at(30))).every(({ state }) => state === 'delivered'), patience);
      const pool = new Pool({ connectionString: databaseOf(installation), max: 1 });
      await until('every run being settled', async () => (await countOpenRuns(pool)) === 0, patience);
      await pool.end();

      const evidence = {
        orders: (await ordersOf(at(30))).map(({ id, total }) => ({ id, total, isAcknowledged: true })),
        paytrace: effectsIn(installation, 'paytrace'),
        prophet21: effectsIn(installation, 'prophet21'),
      };
      expect({ orders: evidence.orders.length, ...judge(evidence) }).toEqual({ orders: ORDERS, lost: [], duplicates: [], phantoms: [], wrong: [], order: [], money: [] });
      await stop(second);
    } finally {
      for (const pid of processesOf(installation)) killIfThere(pid);
      rmSync(installation.home, { recursive: true, force: true });
    }
  }, 400_000);
});

interface ShopOrder {
  readonly id: string;
  readonly total: string;
  readonly state: string;
}

async function ordersOf(shop: string): Promise<readonly ShopOrder[]> {
  return (await jsonFrom<{ orders: ShopOrder[] }>(`${shop}/orders`)).orders;
}

/** The append-only log, because the remote systems were killed as well. */
function effectsIn({ home }: Installation, name: string): readonly LoggedEffect[] {
  const lines = readFileSync(join(home, 'simulators', `${name}-effects.jsonl`), 'utf8').split('\n');
  return lines.filter(Boolean).map((line) => JSON.parse(line) as LoggedEffect);
}

function databaseOf({ home }: Installation): string {
  const { password, port } = JSON.parse(readFileSync(join(home, 'postgres', 'state.json'), 'utf8')) as { password: string; port: number };
  return `postgresql://penstock:${password}@127.0.0.1:${port}/penstock`;
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended with its parent.
  }
}

async function stop(product: ChildProcess): Promise<void> {
  const ended = new Promise((done) => product.once('exit', done));
  product.kill('SIGTERM');
  await ended;
}
