import { crashPoints } from './crash-points';
import { databases } from './databases';
import { deliveries } from './deliveries';
import { doubts } from './doubt';
import { hints } from './hints';
import { lanes } from './lanes';
import { pressure } from './pressure';
import { remotes } from './remotes';
import { rollOuts } from './roll-out';
import type { Scenario } from './scenario';
import { storms } from './storms';
import { zombies } from './zombies';

/** The fault plan as far as a small machine runs it, by theme; the table keeps this order. */
export const scenarios: readonly Scenario[] = [...storms, ...crashPoints, ...deliveries, ...zombies, ...databases, ...hints, ...remotes, ...rollOuts, ...lanes, ...pressure, ...doubts];

/** Of the plan, and why this machine does not run them here: what stands in for them. */
export const notRun: readonly (readonly [number: string, title: string, why: string])[] = [
  ['29', 'event loop blocked for 20 s in a script, 200 events', 'flows have no script step; formulas stop on their budget (tests of the mapping package)'],
  ['30', 'wait and approve with double clicks, 500 events', 'run store suite on Postgres and in memory, tests of the flow constructs'],
  ['31', 'schedules after 3 h of downtime, at both changes of daylight saving and with the clock set back, 100 times', 'property tests of schedule and nominal times; two keepers, a keeper that dies and a clock set back on a real Postgres (engine-host)'],
  ['32', 'polling with repeated pages and late records, 10,000 records', 'integration tests of the poller on a real Postgres, with the ablation without dedupe keys'],
  ['34', 'migration while running, 5,000 events', 'integration test of the partition migration beside a worker that goes on'],
  ['35', 'wall clock jumps and suspended machines, 2,000 events', 'property test of the lease keeper over jumping and standing clocks; row 7 stops processes'],
  ['37', 'open snapshot for 30 minutes at 500 runs/s', 'a case of the benchmark, over some ten thousand runs'],
  ['38', 'backup, restore, continue, 5,000 events', 'integration tests of backup and restore guard, with the ablation without what was written down'],
  ['39', 'replica promotion, 5,000 events', 'needs a second Postgres host'],
  ['40', 'eight hours of soak, 2,000,000 events', 'hours; the simulation runs 10,000 seeds with all faults at random on a virtual clock'],
];
