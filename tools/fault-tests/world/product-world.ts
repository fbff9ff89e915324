import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createTestDatabase } from '@penstock/database/testing';
import { invariant } from '@penstock/kernel';

/**
 * The product as it runs in production (API and workers as processes of their own), a real Postgres and the simulators,
 * with the engine's times scaled down together. The simulators stand for the outside world: they are never killed.
 */
const ROOT = resolve(__dirname, '../../..');
const OFFSETS = { paytrace: 10, prophet21: 20, shop: 30 } as const;

/** Order kept as in production: heartbeat < lease < quarantine, and the quarantine outlasts every late answer. */
const timings = {
  workerLeaseMs: 1200,
  heartbeatMs: 300,
  takeoverGraceMs: 300,
  sendMarginMs: 200,
  quarantineMs: 1500,
  verifyEveryMs: 250,
  absentSpacingMs: 300,
  retryBaseMs: 50,
  retryMaxMs: 500,
  businessKeyWaitMs: 300,
  sweepMinMs: 50,
  sweepMaxMs: 250,
  breakerProbeMs: 150,
  breakerProbeMaxMs: 500,
  breakerProbeLeaseMs: 2000,
  breakerStepMs: 150,
};
export type Timings = Partial<typeof timings>;

export const timingsText = (changes: Timings = {}): string =>
  Object.entries({ ...timings, ...changes })
    .map(([name, value]) => `${name}=${value}`)
    .join(',');
export const scaledTimings = timingsText();

export interface WorldOptions {
  /** Modules loaded before API, workers and the migration that seeds the demo: how a safety is switched off without a switch in the product. */
  readonly preloads?: readonly string[];
  /** Runs are dispatched over BullMQ on this Redis; without it by Postgres. */
  readonly redisUrl?: string;
  /** What the programs are given; default: a database of its own on the shared throw-away server. */
  readonly databaseUrl?: string;
  readonly workers?: number;
  readonly timings?: Timings;
  /** Further variables of API and workers. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface CrashWorld {
  readonly databaseUrl: string;
  /** Processes that ended by `SIGKILL`, by us or by a crash point. */
  readonly kills: number;
  /** Of the running program. */
  pid(program: string): number;
  /** Names of API and workers. */
  readonly programs: readonly string[];
  url(service: keyof typeof OFFSETS | 'api'): string;
  start(): Promise<void>;
  /** `kill -9`, then started again. */
  crash(program: string): Promise<void>;
  /** Variables that the next start of a program gets, and no later one. */
  arm(program: string, env: Readonly<Record<string, string>>): void;
  /** Asked to end (`SIGTERM`), as at a roll-out; started again once it has. */
  replace(program: string): Promise<void>;
  /** Stands still, as a suspended machine does. */
  freeze(program: string): void;
  thaw(program: string): void;
  output(): string;
  stop(): Promise<void>;
}

export async function openCrashWorld(options: WorldOptions = {}): Promise<CrashWorld> {
  const database = options.databaseUrl === undefined ? await createTestDatabase() : { url: options.databaseUrl, drop: async () => undefined };
  const home = mkdtempSync(join(tmpdir(), 'penstock-crash-'));
  const world = new RunningWorld({ database, home, port: await freePorts(), options });
  await world.runToEnd('apps/api/dist/migrate.js');
  await world.startSimulators();
  return world;
}

interface Parts {
  readonly database: { readonly url: string; drop(): Promise<void> };
  readonly home: string;
  readonly port: number;
  readonly options: WorldOptions;
}

class RunningWorld implements CrashWorld {
  kills = 0;
  private isStopping = false;
  private readonly children = new Map<string, ChildProcess>();
  private readonly armed = new Map<string, Readonly<Record<string, string>>>();
  private readonly lines: string[] = [];

  constructor(private readonly parts: Parts) {}

  get databaseUrl(): string {
    return this.parts.database.url;
  }

  get programs(): readonly string[] {
    const count = this.parts.options.workers ?? 1;
    return ['api', ...Array.from({ length: count }, (_, index) => (index === 0 ? 'worker' : `worker-${index + 1}`))];
  }

  url(service: keyof typeof OFFSETS | 'api'): string {
    return `http://127.0.0.1:${this.parts.port + (service === 'api' ? 0 : OFFSETS[service])}`;
  }

  output(): string {
    return this.lines.slice(-60).join('');
  }

  async startSimulators(): Promise<void> {
    this.spawn('simulators');
    for (const name of ['paytrace', 'prophet21', 'shop'] as const) {
      await until(`${name} answering`, async () => (await fetch(`${this.url(name)}/__sim/state`)).ok, { lastWords: () => this.output() });
    }
  }

  async start(): Promise<void> {
    for (const program of this.programs) this.spawn(program);
    await until('the API being ready', async () => (await fetch(`${this.url('api')}/health/ready`)).ok, { lastWords: () => this.output() });
  }

  crash(program: string): Promise<void> {
    return this.end(program, 'SIGKILL');
  }

  arm(program: string, env: Readonly<Record<string, string>>): void {
    this.armed.set(program, env);
  }

  replace(program: string): Promise<void> {
    return this.end(program, 'SIGTERM');
  }

  private async end(program: string, signal: NodeJS.Signals): Promise<void> {
    const child = this.children.get(program);
    invariant(child, `${program} was started`);
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }

  pid(program: string): number {
    const pid = this.children.get(program)?.pid;
    invariant(pid !== undefined, `${program} was started`);
    return pid;
  }

  freeze(program: string): void {
    this.children.get(program)?.kill('SIGSTOP');
  }

  thaw(program: string): void {
    this.children.get(program)?.kill('SIGCONT');
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

  private spawn(name: string, file = `apps/${name.replace(/-\d+$/, '')}/dist/main.js`): ChildProcess {
    const isProduct = this.programs.includes(name);
    const preloads = isProduct || name === 'migrate' ? (this.parts.options.preloads ?? []) : [];
    const args = [...preloads.flatMap((preload) => ['--require', preload]), join(ROOT, file)];
    const child = spawn(process.execPath, args, { cwd: ROOT, env: this.environment(name), stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => this.lines.push(`${name}: ${chunk.toString()}`));
    this.children.set(name, child);
    // As the supervisor of `npm start` does: whatever ended a program, it comes back as a new one.
    child.once('exit', (_code, signal) => {
      if (this.isStopping || !isProduct) return;
      if (signal === 'SIGKILL') this.kills += 1;
      setTimeout(() => !this.isStopping && this.spawn(name, file), signal === 'SIGKILL' ? 0 : 200);
    });
    return child;
  }

  private environment(name: string): NodeJS.ProcessEnv {
    const { port, home, options } = this.parts;
    // Jest's own NODE_OPTIONS must not reach the programs.
    const { NODE_OPTIONS: _options, REDIS_URL: _redis, ...inherited } = process.env;
    const armed = this.armed.get(name);
    this.armed.delete(name);
    return {
      ...inherited,
      ...(options.redisUrl !== undefined && { REDIS_URL: options.redisUrl }),
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: this.databaseUrl,
      PENSTOCK_ROLE: name.startsWith('worker') ? 'worker' : 'api',
      PENSTOCK_HOME: home,
      PENSTOCK_DEMO: '1',
      PENSTOCK_DEMO_INTAKE_SECRET: DEMO_INTAKE_SECRET,
      PENSTOCK_MASTER_KEY: Buffer.alloc(32, 9).toString('base64'),
      PENSTOCK_ADMIN_EMAIL: 'owner@penstock.example',
      PENSTOCK_ADMIN_PASSWORD: 'crash-test-password',
      PENSTOCK_BOOTSTRAP_API_KEY: FAULT_API_KEY,
      PENSTOCK_ENGINE_TIMINGS: timingsText(options.timings),
      PENSTOCK_LOG_LEVEL: 'error',
      ...options.env,
      ...armed,
    };
  }
}

export const FAULT_API_KEY = 'fault-test-key-of-this-world';
export const DEMO_INTAKE_SECRET = 'whsec_Y3Jhc2gtdGVzdC1pbnRha2Utc2VjcmV0';

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
  const span = 100;
  const first = 20_000 + (process.pid % 190) * span;
  for (let step = 0; step < 190; step += 1) {
    const base = 20_000 + ((first - 20_000 + step * span) % 19_000);
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
