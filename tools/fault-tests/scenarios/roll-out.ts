import { setTimeout as delay } from 'node:timers/promises';
import type { Scenario } from './scenario';
import { placingWhile } from './stage-acts';

/** A day without trouble, and one on which everything is replaced. */
export const rollOuts: readonly Scenario[] = [
  {
    number: '1', title: 'baseline', orders: 1500, boundedOrders: 50, planned: 60_000, differs: 'the whole demo flow, as fast as the shop delivers, instead of 1,000 events/s for a minute', faults: 'none', act: (stage) => stage.place(stage.orders),
  },
  {
    number: '33', title: 'workers are replaced one by one under load', orders: 600, boundedOrders: 60, planned: 10_000, differs: 'same build; versions of flows are pinned (unit tests)', faults: 'SIGTERM of every program in turn, twice', world: { workers: 2 },
    act: (stage) =>
      placingWhile(stage, async () => {
        for (const program of [...stage.world.programs, ...stage.world.programs]) {
          await delay(900);
          await stage.world.replace(program);
        }
      }),
    check: async ({ world }) => ({ text: `${world.kills} had to be killed`, holds: world.kills === 0 }),
  },
];
