import { setTimeout as delay } from 'node:timers/promises';
import { CANARIES, countForgottenEffects, countOpenRuns, countVerified, isClean, leaksIn, openRunReasons, ordersWithPerson, type Findings } from '../judge/judge';
import { until } from '../world/product-world';
import { clearFaults, findingsOf, openStage, stir, type OpenStage, type RunSize } from './open-stage';
import type { Scenario } from './scenario';
import { allDelivered } from './shop';

export interface Outcome {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly orders: number;
  readonly acknowledged: number;
  readonly kills: number;
  readonly verified: number;
  readonly findings: Findings;
  /** Open runs after the time to drain, beside those with a person where that is meant, and unknown effects of runs that are over. */
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
    stuck: (await countOpenRuns(pool)) - withPerson.size + (await countForgottenEffects(pool)),
    reasons: await openRunReasons(pool),
    leaks: await leaksIn(pool, CANARIES),
    drainMs,
    extra: await scenario.check?.(stage),
  };
}
