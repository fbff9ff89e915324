import { setTimeout as delay } from 'node:timers/promises';
import type { Scenario } from './scenario';
import { ablation, placingWhile } from './stage-acts';

/** Remote systems that answer late, wrongly or not at all. `delay` paces the trouble; no expectation waits for it. */
export const remotes: readonly Scenario[] = [
  {
    number: '19', title: 'late commits inside the quarantine', orders: 500, boundedOrders: 60, planned: 2000, differs: 'inside the quarantine; what comes after it is the documented residual', faults: '10 % of writes are done 0.8 s after the connection was cut', remote: { lateCommitRate: 0.1, lateCommitMs: 800 },
    act: (stage) => stage.place(stage.orders),
    ablation: { title: 'no quarantine', world: { timings: { quarantineMs: 1, absentSpacingMs: 1 } }, remote: { lateCommitRate: 0.3, lateCommitMs: 1_500 }, orders: 60, shows: 'duplicates' },
  },
  {
    number: '20', title: 'look-ups fail for a while', orders: 300, boundedOrders: 40, planned: 2000, differs: '6 s without look-ups instead of up to 60 s', faults: 'a quarter of the writes lose their answer, then both remote sides are away for 6 s', remote: { dropAnswerRate: 0.25 },
    act: async (stage) => {
      await stage.place(stage.orders);
      for (const side of ['paytrace', 'prophet21'] as const) {
        await fetch(`${stage.world.url(side)}/__sim/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ outageMs: 6_000 }) });
      }
      await delay(6_500);
    },
    ablation: { title: 'a look-up that fails is taken for one that found nothing', world: { preloads: [ablation('silence-is-absence')] }, remote: { dropAnswerRate: 0.5 }, orders: 60, shows: 'duplicates' },
  },
  {
    number: '23', title: 'remote sides answer 503 in bursts', orders: 400, boundedOrders: 50, planned: 5000, differs: '503 instead of 429; Retry-After and rate limits: integration tests of the connection gate', faults: '40 % of all calls answer 503', remote: { errorRate: 0.4 },
    act: (stage) => stage.place(stage.orders),
    ablation: { title: 'what is refused for a moment is not tried again', world: { preloads: [ablation('refusal-is-final')] }, shows: 'stuck' },
  },
  {
    number: '24', title: 'a remote side is away, the breaker holds the runs', orders: 300, boundedOrders: 40, planned: 5000, differs: '8 s instead of 30 min; the half hour runs on a virtual clock in the unit tests', faults: 'Prophet 21 away for 8 s',
    act: (stage) =>
      placingWhile(stage, async () => {
        await fetch(`${stage.world.url('prophet21')}/__sim/faults`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ outageMs: 8_000 }) });
        await delay(8_000);
      }),
    ablation: { title: 'the breaker never opens', world: { preloads: [ablation('no-breaker')] }, shows: 'stuck' },
  },
];
