import { answeredEarly, doubtful, noLookUp, resentUnknown } from './known-ablations';
import type { Scenario } from './scenario';
import { killing } from './stage-acts';

/** Programs that die again and again while the remote sides fail too. */

/** Together a quarter of all calls. */
const quarter = { errorRate: 0.06, resetBeforeRate: 0.05, dropAnswerRate: 0.09, error500AfterRate: 0.05 };

export const storms: readonly Scenario[] = [
  {
    number: '4', title: 'kill -9 of the worker again and again', orders: 1000, boundedOrders: 150, planned: 10_000, differs: 'killed every 0.3–0.9 s instead of 0.7–2.2 s',
    faults: 'worker killed every 0.3–0.9 s', act: (stage) => killing(stage, { programs: ['worker'], kills: Math.ceil(stage.orders / 40), pauseMs: 700 }),
    remote: { dropAnswerRate: 0.03 },
    ablation: { ...resentUnknown, remote: doubtful, orders: 100 },
  },
  {
    number: '5', title: 'kill -9 of the intake while the shop sends', orders: 1000, boundedOrders: 100, planned: 10_000,
    faults: 'API killed every 0.3–0.9 s; the shop repeats', act: (stage) => killing(stage, { programs: ['api'], kills: Math.ceil(stage.orders / 50), pauseMs: 900 }),
    ablation: { ...answeredEarly, orders: 150 },
  },
  {
    number: '18', title: 'a quarter of all remote calls fail, API and worker are killed', orders: 1500, boundedOrders: 500, planned: 10_000,
    faults: 'refused, cut before, cut after the deed, 500 after the deed; 12 × kill -9', remote: quarter,
    act: (stage) => killing(stage, { programs: ['api', 'worker'], kills: 12, pauseMs: 900 }),
    check: async (stage) => {
      const found = await stage.count(`select count(*)::int as n from effect where resolved_by = 'verified' and state = 'DONE'`);
      return { text: `${found} outcomes settled by look-up`, holds: found > 0 };
    },
    ablation: noLookUp,
  },
  {
    number: '4r', title: 'as 18, dispatched over Redis with two workers', orders: 600, boundedOrders: 120, faults: 'as 18, 5 × kill -9', remote: quarter, ownRedis: true, world: { workers: 2 },
    act: (stage) => killing(stage, { programs: ['api', 'worker', 'worker-2'], kills: 5, pauseMs: 900 }),
    ablation: noLookUp,
  },
];
