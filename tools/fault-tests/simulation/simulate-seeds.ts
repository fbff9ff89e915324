import { simulate } from '@penstock/engine/testing';
import type { SeedRange, Tally } from './parallel';

/** One seed after the other, added up. */
export async function simulateSeeds({ from, count, ablation }: SeedRange): Promise<Tally> {
  const tally: Tally = { seeds: count, runs: 0, deeds: 0, steps: 0, virtualMs: 0, seconds: 0, faults: new Map(), failed: [] };
  for (let seed = from; seed < from + count; seed += 1) {
    const { runs, deeds, steps, virtualMs, faults, findings } = await simulate({ seed, ablation });
    tally.runs += runs;
    tally.deeds += deeds;
    tally.steps += steps;
    tally.virtualMs += virtualMs;
    for (const [kind, times] of faults) tally.faults.set(kind, (tally.faults.get(kind) ?? 0) + times);
    if (findings.length > 0) tally.failed.push({ seed, findings });
  }
  return tally;
}
