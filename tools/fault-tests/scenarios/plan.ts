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

/** Of the plan, and why this machine does not run them here. */
export const notRun: readonly (readonly [number: string, title: string, why: string])[] = [
  ['29', 'event loop blocked for 20 s in a script', 'there is no script step yet'],
  ['30', 'wait and approve with double clicks', 'store suite and constructs tests'],
  ['31, 32', 'schedules and polling', 'integration tests of engine-host on a real Postgres'],
  ['34', 'migration while running', 'integration test of the partition migration beside running workers'],
  ['35', 'wall clock jumps', 'unit tests of lease keeper and schedules'],
  ['37', 'open snapshot for 30 minutes', 'a case of the benchmark'],
  ['38', 'backup, restore, continue', 'integration and unit tests of the restore guard'],
  ['39', 'replica promotion', 'needs a second Postgres host'],
  ['40', 'eight hours of soak', 'hours'],
];
