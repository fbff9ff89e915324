import { until } from '../world/product-world';
import type { Scenario, Stage } from './scenario';
import { ablation } from './stage-acts';

/** A program dies at one exact point, once. */
const points = [
  ['api', 'accept_events:before:3'], ['api', 'accept_events:after:3'], ['worker', 'claim_runs:before:3'], ['worker', 'claim_runs:after:3'],
  ['worker', 'commit_progress:before:1'], ['worker', 'commit_progress:after:1'], ['worker', 'commit_progress:before:3'], ['worker', 'commit_progress:after:3'],
  ['worker', 'commit_progress:before:6'], ['worker', 'commit_progress:after:6'], ['worker', 'send:before:2'], ['worker', 'send:after:2'],
  ['worker', 'send:before:9'], ['worker', 'send:after:9'],
] as const;

export const crashPoints: readonly Scenario[] = points.map(([program, point], index) => ({
  number: `6${String.fromCharCode(97 + index)}`,
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
}));
