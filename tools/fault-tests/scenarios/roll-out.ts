import { setTimeout as delay } from 'node:timers/promises';
import type { Scenario } from './scenario';
import { ablation, placingWhile } from './stage-acts';

/** A day without trouble, and one on which everything is replaced. */
export const rollOuts: readonly Scenario[] = [
  {
    number: '1', title: 'baseline', orders: 1500, boundedOrders: 50, planned: 60_000, differs: 'the whole demo flow, as fast as the shop delivers, instead of 1,000 events/s for a minute', faults: 'none', act: (stage) => stage.place(stage.orders),
    ablation: { title: 'secrets are stored as they come', world: { preloads: [ablation('secrets-in-the-clear')] }, orders: 5, shows: 'leak' },
  },
  {
    number: '33', title: 'workers are replaced one by one under load', orders: 600, boundedOrders: 60, planned: 10_000, differs: 'same build; versions of flows are pinned (unit tests)', faults: 'SIGTERM of every program in turn, twice, while requests of 150 ms are under way', world: { workers: 2 }, remote: { latencyMs: 150 },
    act: (stage) =>
      placingWhile(stage, async () => {
        for (const program of [...stage.world.programs, ...stage.world.programs]) {
          await delay(900);
          await stage.world.replace(program);
        }
      }),
    check: async (stage) => {
      const { kills } = stage.world;
      const interrupted = await stage.count(`select count(*)::int as n from effect where resolved_by = 'verified'`);
      return { text: `${kills} had to be killed, ${interrupted} requests were cut off`, holds: kills === 0 && interrupted === 0 };
    },
    ablation: { title: 'a worker that is asked to end drops what it has begun', world: { preloads: [ablation('ends-at-once')] }, shows: 'check' },
  },
];
