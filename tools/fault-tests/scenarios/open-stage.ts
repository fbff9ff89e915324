import { seededRandom } from '@penstock/kernel';
import { Pool } from 'pg';
import type { Evidence, Findings } from '../judge/judge';
import { judge } from '../judge/judge';
import { joined, judgeEvents } from '../judge/judge-events';
import { startKillablePostgres, type KillablePostgres } from '../world/killable-postgres';
import { startKillableRedis } from '../world/killable-redis';
import { openCrashWorld, type CrashWorld, type WorldOptions } from '../world/product-world';
import { OwnEvents } from './own-events';
import type { KillableService, Scenario, Stage } from './scenario';
import { gather, placeOrders, post } from './shop';

/** Events of a run, and the seed of everything random in it. */
export interface RunSize {
  readonly seed: number;
  readonly orders: number;
}

/** A world with what a scenario needs beside it. */
export interface OpenStage {
  readonly stage: Stage;
  readonly world: CrashWorld;
  readonly pool: Pool;
  close(): Promise<void>;
}

export async function openStage(scenario: Scenario, { seed, orders, world: options }: RunSize & { readonly world: WorldOptions }): Promise<OpenStage> {
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

/** Starts the programs and lets the scenario happen. */
export async function stir(scenario: Scenario, { stage, world }: OpenStage, remote: Scenario['remote']): Promise<void> {
  await world.start();
  await stage.events.deploy(scenario.flows ?? []);
  for (const side of ['paytrace', 'prophet21'] as const) await post(world.url(side), '/__sim/faults', { ...remote, seed: stage.notes.get('seed') });
  await scenario.act(stage);
}

export const clearFaults = async (world: CrashWorld): Promise<void> => {
  for (const side of ['paytrace', 'prophet21'] as const) await post(world.url(side), '/__sim/faults', { clear: true });
};

/** Of orders and of the scenario's own events. */
export const findingsOf = (stage: Stage, evidence: Evidence, withPerson?: ReadonlySet<string>): Findings =>
  joined(judge(evidence, withPerson), judgeEvents({ sent: stage.events.sent, effects: evidence.prophet21 }, withPerson));

