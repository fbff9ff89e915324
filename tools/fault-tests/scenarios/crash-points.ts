import { until } from '../world/product-world';
import { answeredEarly, noDedupe, noTakeover, resentUnknown, unsentIsDone } from './known-ablations';
import type { Scenario, Stage } from './scenario';
import { ablation } from './stage-acts';

/** A program dies at one exact point, once. What is right afterwards rests on one of five safeties, each switched off once. */
type Safety = Pick<Scenario, 'ablation' | 'sharesAblationOf'>;
const own = (safety: Scenario['ablation']): Safety => ({ ...(safety && { ablation: safety }) });
const as = (number: string): Safety => ({ sharesAblationOf: number });

const points: readonly (readonly [letter: string, program: string, point: string, safety: Safety])[] = [
  ['a', 'api', 'accept_events:before:3', own(answeredEarly)],
  ['b', 'api', 'accept_events:after:3', own(noDedupe)],
  // Nothing is under way for the runs that were claimed: another worker has to begin them.
  ['c', 'worker', 'claim_runs:before:3', as('6d')],
  ['d', 'worker', 'claim_runs:after:3', own(noTakeover)],
  ['e', 'worker', 'commit_progress:before:1', as('6d')],
  // Announced and not sent: it has to be found missing and sent.
  ['f', 'worker', 'commit_progress:after:1', as('6m')],
  // Sent, and nobody here heard the answer: it has to be found and not sent again.
  ['g', 'worker', 'commit_progress:before:3', as('6n')],
  ['h', 'worker', 'commit_progress:after:3', as('6n')],
  ['i', 'worker', 'commit_progress:before:6', as('6n')],
  ['j', 'worker', 'commit_progress:after:6', as('6n')],
  // The second write is a charge; of so many orders the thirtieth is one to Prophet 21, which takes it twice.
  ['k', 'worker', 'send:before:2', as('6m')],
  ['l', 'worker', 'send:after:2', as('6n')],
  ['m', 'worker', 'send:before:30', own(unsentIsDone)],
  ['n', 'worker', 'send:after:30', own(resentUnknown)],
];

export const crashPoints: readonly Scenario[] = points.map(([letter, program, point, safety]) => ({
  number: `6${letter}`,
  title: `${program} dies at ${point.replace(/:/g, ' ')}`,
  orders: 200,
  boundedOrders: 20,
  planned: 200,
  faults: 'kill -9 at a named point',
  world: { preloads: [ablation('crash-at')] },
  act: async (stage: Stage) => {
    // One order before: a gateway that has never seen a sale cannot show that its list is up to date.
    await stage.place(1);
    await until('the first order being done', async () => (await stage.count(`select count(*)::int as n from run where status = 'succeeded'`)) > 0, { lastWords: () => stage.world.output() });
    stage.world.arm(program, { CRASH_AT: point });
    await stage.world.replace(program);
    await stage.place(stage.orders - 1);
  },
  check: async ({ world }: Stage) => ({ text: `${world.kills} kill`, holds: world.kills > 0 }),
  ...safety,
}));
