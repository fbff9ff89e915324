import { setTimeout as delay } from 'node:timers/promises';
import { seededRandom } from '@penstock/kernel';
import { Pool } from 'pg';
import { countOpenRuns, countVerified, isClean, judge, leaksIn, openRunReasons, ordersWithPerson, type Evidence, type Findings, type LoggedEffect } from '../judge/judge';
import { joined, judgeEvents } from '../judge/judge-events';
import { startKillablePostgres, type KillablePostgres } from '../world/killable-postgres';
import { startKillableRedis } from '../world/killable-redis';
import { openCrashWorld, until, type CrashWorld, type WorldOptions } from '../world/product-world';
import { OwnEvents } from './own-events';
import type { Ablation, KillableService, Scenario, Stage } from './scenario';

export interface Outcome {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly orders: number;
  readonly acknowledged: number;
  readonly kills: number;
  readonly verified: number;
  readonly findings: Findings;
  /** Open runs after the time to drain, beside those with a person where that is meant. */
  readonly stuck: number;
  readonly reasons: string;
  readonly leaks: readonly string[];
  readonly drainMs: number;
  readonly extra: { readonly text: string; readonly holds: boolean } | undefined;
}

export const passes = (outcome: Outcome): boolean => isClean(outcome.findings) && outcome.stuck === 0 && outcome.leaks.length === 0 && outcome.extra?.holds !== false;

const DELIVER_WITHIN_MS = 120_000;
/** Held runs are woken in order on a ramp when a breaker closes: five hundred of them take a while. */
const DRAIN_WITHIN_MS = 180_000;
/** How long an ablated run may take to show what its safety prevents. */
const SHOW_WITHIN_MS = 45_000;
/** Values that must never lie in the clear: credentials of the demo's connections and the intake secret. */
const CANARIES = ['crash-test-password', 'hollander-demo', 'Y3Jhc2gtdGVzdC1pbnRha2Utc2VjcmV0'];

export interface RunSize {
  readonly seed: number;
  readonly orders: number;
}

export async function runScenario(scenario: Scenario, size: RunSize): Promise<Outcome> {
  const set = await openStage(scenario, { ...size, world: scenario.world ?? {} });
  try {
    await stir(scenario, set, scenario.remote);
    const calmAt = performance.now();
    await until('every order being acknowledged', () => allDelivered(set.world), { lastWords: () => set.world.output(), withinMs: DELIVER_WITHIN_MS });
    await clearFaults(set.world);
    await drain(scenario, set);
    return await conclude(scenario, { set, size, drainMs: performance.now() - calmAt });
  } finally {
    await set.close();
  }
}

/** The same trouble without one safety. @returns what the judge saw, or undefined when it saw nothing in time. */
export async function runAblation(scenario: Scenario, ablation: Ablation, { seed, orders }: RunSize): Promise<string | undefined> {
  const world = { ...scenario.world, ...ablation.world, preloads: [...(scenario.world?.preloads ?? []), ...(ablation.world.preloads ?? [])] };
  const set = await openStage(scenario, { seed, orders: ablation.orders ?? orders, world });
  try {
    await Promise.race([stir(scenario, set, ablation.remote ?? scenario.remote), delay(SHOW_WITHIN_MS)]);
    const giveUpAt = performance.now() + SHOW_WITHIN_MS;
    while (performance.now() < giveUpAt) {
      const seen = await violation(scenario, set, ablation).catch(() => undefined);
      if (seen) return seen;
      await delay(250);
    }
    return undefined;
  } finally {
    await set.close();
  }
}

async function violation(scenario: Scenario, { stage, world, pool }: OpenStage, { shows }: Ablation): Promise<string | undefined> {
  const evidence = await stage.evidence();
  if (shows === 'check') return (await allDelivered(world)) ? failedCheck(scenario, stage, pool) : undefined;
  if (shows === 'stuck') return (await allDelivered(world)) ? stuckRuns(stage, pool) : undefined;
  if (shows === 'runs') {
    const extra = (await stage.count(`select count(*)::int as n from run`)) - evidence.orders.length;
    return extra > 0 ? `${extra} runs too many` : undefined;
  }
  // A loss is only one when nothing is under way any more.
  if (shows === 'lost' && (!(await allDelivered(world)) || (await countOpenRuns(pool)) > 0)) return undefined;
  const found = findingsOf(stage, evidence)[shows];
  if (found.length === 0) return undefined;
  if (shows !== 'lost') return `${found.length} (${found[0]})`;
  // What was answered too early may be stored yet: a loss is one that stays.
  await delay(STILL_MS);
  const left = findingsOf(stage, await stage.evidence()).lost;
  return left.length > 0 && (await countOpenRuns(pool)) === 0 ? `${left.length} (${left[0]})` : undefined;
}

/** Of orders and of the scenario's own events. */
const findingsOf = (stage: Stage, evidence: Evidence, withPerson?: ReadonlySet<string>): Findings =>
  joined(judge(evidence, withPerson), judgeEvents({ sent: stage.events.sent, effects: evidence.prophet21 }, withPerson));

/** The scenario's further figure, once nothing is under way any more. */
async function failedCheck(scenario: Scenario, stage: Stage, pool: Pool): Promise<string | undefined> {
  if ((await countOpenRuns(pool)) > (await ordersWithPerson(pool)).size) return undefined;
  const checked = await scenario.check?.(stage);
  return checked && !checked.holds ? checked.text : undefined;
}

/** Nothing was started or finished for so long, and runs are open: nobody will wake them. Forty of the longest sweeps. */
const STILL_MS = 10_000;
async function stuckRuns(stage: Stage, pool: Pool): Promise<string | undefined> {
  const progress = async (): Promise<string> => `${await countOpenRuns(pool)} ${await stage.count('select count(*)::int as n from effect')} ${await stage.count('select count(*)::int as n from step_log')}`;
  const before = await progress();
  await delay(STILL_MS);
  const open = await countOpenRuns(pool);
  return open > 0 && (await progress()) === before ? `${open} runs that come to no end` : undefined;
}

interface OpenStage {
  readonly stage: Stage;
  readonly world: CrashWorld;
  readonly pool: Pool;
  close(): Promise<void>;
}

async function openStage(scenario: Scenario, { seed, orders, world: options }: RunSize & { readonly world: WorldOptions }): Promise<OpenStage> {
  const postgres = scenario.ownPostgres ? await startKillablePostgres({ disk: scenario.disk }) : undefined;
  const redis = scenario.ownRedis ? await startKillableRedis() : undefined;
  const env = { ...options.env, ...(scenario.watchesDisk && postgres && { PENSTOCK_DATABASE_FOLDER: postgres.dataFolder }) };
  const world = await openCrashWorld({ ...options, env, ...(postgres && { databaseUrl: postgres.url }), ...(redis && { redisUrl: redis.url }) });
  const pool = new Pool({ connectionString: postgres?.directUrl ?? world.databaseUrl, max: 2 });
  pool.on('error', () => undefined);
  const stage = stageOf(world, { seed, orders, pool, postgres, redis });
  return {
    stage,
    world,
    pool,
    async close() {
      stage.events.close();
      await pool.end();
      await world.stop();
      await redis?.stop();
      await postgres?.stop();
    },
  };
}

interface StageParts {
  readonly seed: number;
  readonly orders: number;
  readonly pool: Pool;
  readonly postgres: KillablePostgres | undefined;
  readonly redis: KillableService | undefined;
}

function stageOf(world: CrashWorld, { seed, orders, pool, postgres, redis }: StageParts): Stage {
  const byHand = new Set<string>();
  return {
    world,
    orders,
    byHand,
    postgres,
    redis,
    random: seededRandom(seed),
    place: (count) => placeOrders(world, count),
    events: new OwnEvents(world),
    rows: async <Row>(text: string) => (await pool.query(text)).rows as Row[],
    count: async (text) => ((await pool.query<{ n: number }>(text)).rows[0]?.n ?? 0),
    evidence: () => gather(world, byHand),
    notes: new Map([['seed', seed]]),
  };
}

async function stir(scenario: Scenario, { stage, world }: OpenStage, remote: Scenario['remote']): Promise<void> {
  await world.start();
  await stage.events.deploy(scenario.flows ?? []);
  for (const side of ['paytrace', 'prophet21'] as const) await post(world.url(side), '/__sim/faults', { ...remote, seed: stage.notes.get('seed') });
  await scenario.act(stage);
}

const clearFaults = async (world: CrashWorld): Promise<void> => {
  for (const side of ['paytrace', 'prophet21'] as const) await post(world.url(side), '/__sim/faults', { clear: true });
};

async function drain(scenario: Scenario, { pool }: OpenStage): Promise<void> {
  const giveUpAt = performance.now() + (scenario.drainWithinMs ?? DRAIN_WITHIN_MS);
  const open = async (): Promise<number> => {
    const all = await countOpenRuns(pool).catch(() => 1);
    return scenario.endsWithPersons ? all - (await ordersWithPerson(pool).catch(() => new Set())).size : all;
  };
  while (performance.now() < giveUpAt && (await open()) > 0) await delay(100);
}

interface Concluding {
  readonly set: OpenStage;
  readonly size: RunSize;
  readonly drainMs: number;
}

async function conclude(scenario: Scenario, { set, size, drainMs }: Concluding): Promise<Outcome> {
  const { pool, world, stage } = set;
  const evidence = await stage.evidence();
  const withPerson = scenario.endsWithPersons ? await ordersWithPerson(pool) : new Set<string>();
  return {
    scenario,
    ...size,
    acknowledged: [...evidence.orders, ...stage.events.sent].filter(({ isAcknowledged }) => isAcknowledged).length,
    kills: world.kills,
    verified: await countVerified(pool),
    findings: findingsOf(stage, evidence, withPerson),
    stuck: (await countOpenRuns(pool)) - withPerson.size,
    reasons: await openRunReasons(pool),
    leaks: await leaksIn(pool, CANARIES),
    drainMs,
    extra: await scenario.check?.(stage),
  };
}

/** The shop needs the gateway for its card tokens, so that placing may fail too: until as many more orders stand there. */
async function placeOrders(world: CrashWorld, count: number): Promise<void> {
  const perBurst = 25;
  const wanted = (await shopOrders(world)).length + count;
  for (let left = count; left > 0; left = wanted - (await shopOrders(world)).length) {
    await post(world.url('shop'), '/__sim/place', { count: Math.min(perBurst, left) }).catch(() => undefined);
    await delay(200);
  }
}

interface ShopOrder {
  readonly id: string;
  readonly total: string;
  readonly state: string;
}

async function gather(world: CrashWorld, byHand: ReadonlySet<string>): Promise<Evidence> {
  const orders = (await shopOrders(world)).map(({ id, total, state }) => ({ id, total, isAcknowledged: state === 'delivered' }));
  return { orders, paytrace: await effectsOf(world.url('paytrace')), prophet21: (await effectsOf(world.url('prophet21'))).filter(({ id }) => !byHand.has(id)) };
}

async function shopOrders(world: CrashWorld): Promise<readonly ShopOrder[]> {
  return ((await (await fetch(`${world.url('shop')}/orders`)).json()) as { orders: ShopOrder[] }).orders;
}

const allDelivered = async (world: CrashWorld): Promise<boolean> => (await shopOrders(world)).every(({ state }) => state === 'delivered');

async function effectsOf(url: string): Promise<readonly LoggedEffect[]> {
  return ((await (await fetch(`${url}/__sim/effects`)).json()) as { effects: LoggedEffect[] }).effects;
}

async function post(url: string, path: string, body: object): Promise<void> {
  const answer = await fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new TypeError(`${path} answered ${answer.status}: ${await answer.text()}`);
}
