import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { CANARIES, countForgottenEffects, countOpenRuns, leaksIn, ordersWithPerson } from '../judge/judge';
import { findingsOf, openStage, stir, type OpenStage, type RunSize } from './open-stage';
import type { Ablation, Scenario, Stage } from './scenario';
import { allDelivered } from './shop';

/** How long an ablated run may take to show what its safety prevents. */
const SHOW_WITHIN_MS = 45_000;

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
  if (shows === 'stuck') return (await allDelivered(world)) ? stuck(scenario, stage, pool) : undefined;
  if (shows === 'leak') return (await allDelivered(world)) ? leaked(pool) : undefined;
  if (shows === 'kills') return world.kills > (scenario.mostKills ?? Infinity) ? `${world.kills} programs died, and no end` : undefined;
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

/** The scenario's further figure, once nothing is under way any more. */
async function failedCheck(scenario: Scenario, stage: Stage, pool: Pool): Promise<string | undefined> {
  if ((await countOpenRuns(pool)) > (await ordersWithPerson(pool)).size) return undefined;
  const checked = await scenario.check?.(stage);
  return checked && !checked.holds ? checked.text : undefined;
}

/** Nothing was started or finished for so long, and runs are open: nobody will wake them. Forty of the longest sweeps. */
const STILL_MS = 10_000;
async function stuck(scenario: Scenario, stage: Stage, pool: Pool): Promise<string | undefined> {
  const progress = async (): Promise<string> => `${await countOpenRuns(pool)} ${await stage.count('select count(*)::int as n from effect')} ${await stage.count('select count(*)::int as n from step_log')}`;
  const left = scenario.endsWithPersons ? 0 : (await ordersWithPerson(pool)).size;
  if (left > 0) return `${left} runs left to a person`;
  const forgotten = await countForgottenEffects(pool);
  if (forgotten > 0) return `${forgotten} effects of unknown outcome that nobody asks about`;
  const before = await progress();
  await delay(STILL_MS);
  const open = await countOpenRuns(pool);
  return open > 0 && (await progress()) === before ? `${open} runs that come to no end` : undefined;
}

async function leaked(pool: Pool): Promise<string | undefined> {
  const places = await leaksIn(pool, CANARIES);
  return places.length > 0 ? `in the clear in ${places.join(', ')}` : undefined;
}
