import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { invariant } from '@penstock/kernel';

/**
 * The product as it runs in production (API and worker as processes of their own), a real Postgres and the simulators,
 * with the engine's times scaled down together. The simulators stand for the outside world: they are never killed.
 */
const ROOT = resolve(__dirname, '../..');
const OFFSETS = { paytrace: 10, prophet21: 20, shop: 30 } as const;

/** Order kept as in production: heartbeat < lease < quarantine, and the quarantine outlasts every late answer. */
export const scaledTimings =
  'workerLeaseMs=1200,heartbeatMs=300,takeoverGraceMs=300,sendMarginMs=200,quarantineMs=1500,verifyEveryMs=250,' +
  'absentSpacingMs=300,retryBaseMs=50,retryMaxMs=500,businessKeyWaitMs=300,sweepMinMs=50,sweepMaxMs=250';

export type Program = 'api' | 'worker';

export interface CrashWorld {
  readonly databaseUrl: string;
  readonly kills: number;
  url(simulator: keyof typeof OFFSETS): string;
  start(program: Program): Promise<void>;
  /** `kill -9`, then started again. */
  crash(program: Program): Promise<void>;
  output(): string;
  stop(): Promise<void>;
}

export interface CrashWorldOptions {
  /** A module loaded before the programs: how a safety is switched off without a switch in the product. */
  readonly preload?: string;
  /** Runs are dispatched over BullMQ on this Redis; without it by Postgres. */
  readonly redisUrl?: string;
}

export async function openCrashWorld(options: CrashWorldOptions = {}): Promise<CrashWorld> {
  const database = await createTestDatabase();
  const home = mkdtempSync(join(tmpdir(), 'penstock-crash-'));
  const port = await freePorts();
  const world = new RunningWorld({ database, home, port, options });
  await world.runToEnd('apps/api/dist/migrate.js');
  await world.startSimulators();
  return world;
}

class RunningWorld implements CrashWorld {
  kills = 0;
  private isStopping = false;
  private readonly children = new Map<string, ChildProcess>();
  private readonly lines: string[] = [];

  constructor(private readonly parts: { database: TestDatabase; home: string; port: number; options: CrashWorldOptions }) {}

  get databaseUrl(): string {
    return this.parts.database.url;
  }

  url(simulator: keyof typeof OFFSETS): string {
    return `http://127.0.0.1:${this.parts.port + OFFSETS[simulator]}`;
  }

  output(): string {
    return this.lines.slice(-60).join('');
  }

  async startSimulators(): Promise<void> {
    this.spawn('simulators', 'apps/simulators/dist/main.js');
    for (const name of ['paytrace', 'prophet21', 'shop'] as const) {
      await until(`${name} answering`, async () => (await fetch(`${this.url(name)}/__sim/state`)).ok, { lastWords: () => this.output() });
    }
  }

  async start(program: Program): Promise<void> {
    this.spawn(program, `apps/${program}/dist/main.js`);
    if (program === 'worker') return;
    await until('the API being ready', async () => (await fetch(`http://127.0.0.1:${this.parts.port}/health/ready`)).ok, { lastWords: () => this.output() });
  }

  async crash(program: Program): Promise<void> {
    const child = this.children.get(program);
    invariant(child, `${program} was started`);
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGKILL');
    await ended;
    this.kills += 1;
    this.spawn(program, `apps/${program}/dist/main.js`);
  }

  async runToEnd(file: string): Promise<void> {
    const child = this.spawn('migrate', file);
    const code = await new Promise((done) => child.once('exit', done));
    invariant(code === 0, `${file} succeeds: ${this.output()}`);
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    for (const child of this.children.values()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGKILL');
      await ended;
    }
    await this.parts.database.drop();
    rmSync(this.parts.home, { recursive: true, force: true });
  }

  private spawn(name: string, file: string): ChildProcess {
    const { preload } = this.parts.options;
    const args = [...(preload && name !== 'simulators' ? ['--require', preload] : []), join(ROOT, file)];
    const child = spawn(process.execPath, args, { cwd: ROOT, env: this.environment(name), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => this.lines.push(`${name}: ${chunk.toString()}`));
    this.children.set(name, child);
    // As the supervisor of `npm start` does: a worker that lost its lease ends and comes back as a new one.
    child.once('exit', (_code, signal) => {
      if (signal !== 'SIGKILL' && name !== 'migrate' && !this.isStopping) this.spawn(name, file);
    });
    return child;
  }

  private environment(name: string): NodeJS.ProcessEnv {
    const { port, home, options } = this.parts;
    // Jest's own NODE_OPTIONS must not reach the programs.
    const { NODE_OPTIONS: _options, REDIS_URL: _redis, ...inherited } = process.env;
    return {
      ...inherited,
      ...(options.redisUrl !== undefined && { REDIS_URL: options.redisUrl }),
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: this.databaseUrl,
      PENSTOCK_ROLE: name === 'worker' ? 'worker' : 'api',
      PENSTOCK_HOME: home,
      PENSTOCK_DEMO: '1',
      PENSTOCK_DEMO_INTAKE_SECRET: 'whsec_Y3Jhc2gtdGVzdC1pbnRha2Utc2VjcmV0',
      PENSTOCK_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
      PENSTOCK_ADMIN_EMAIL: 'owner@penstock.example',
      PENSTOCK_ADMIN_PASSWORD: 'crash-test-password',
      PENSTOCK_ENGINE_TIMINGS: scaledTimings,
      PENSTOCK_LOG_LEVEL: 'error',
    };
  }
}

export interface Patience {
  readonly lastWords: () => string;
  readonly withinMs?: number;
}

/** Waits for a fact of another process; bounded, and says what it last saw. */
export async function until(what: string, isTrue: () => Promise<boolean>, { lastWords, withinMs = 60_000 }: Patience): Promise<void> {
  const giveUpAt = performance.now() + withinMs;
  while (performance.now() < giveUpAt) {
    if (await isTrue().catch(() => false)) return;
    await delay(50);
  }
  invariant(false, `${what} within ${withinMs} ms; last output:\n${lastWords()}`);
}

export async function freePorts(): Promise<number> {
  for (let base = 21_000 + (process.pid % 200) * 100; base < 60_000; base += 100) {
    const ports = [0, ...Object.values(OFFSETS), 40].map((offset) => base + offset);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return base;
  }
  return invariant(false, 'a free range of ports exists') as never;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
