import { setTimeout as delay } from 'node:timers/promises';
import { journalFlow } from './journal-flow';
import type { Scenario } from './scenario';
import { ablation } from './stage-acts';

/** Redis only carries hints: without it everything is slower and nothing is lost. */
const placedWithoutRedis = 5;

const PATH = 'posting';
/** Less than Redis needs for anything. */
const ACKNOWLEDGED_WITHIN_MS = 1_000;
const timedEvents = Array.from({ length: 20 }, (_, index) => ({ id: `R-${index}`, amount: '1.00', journals: [`R-${index}`] }));

export const hints: readonly Scenario[] = [
  {
    number: '16', title: 'Redis dies without persistence and is away', orders: 600, boundedOrders: 80, planned: 10_000, differs: '8 s away instead of 60 s', faults: 'kill -9, empty restart, 8 s refused', ownRedis: true,
    act: async (stage) => {
      const placing = stage.place(stage.orders - placedWithoutRedis);
      await delay(600);
      await stage.redis?.restart();
      await delay(600);
      stage.redis?.proxy.set({ kind: 'refuse' });
      await placing;
      // Their hints are lost for good.
      await stage.place(placedWithoutRedis);
      await delay(8_000);
      stage.redis?.proxy.set({ kind: 'pass' });
    },
    ablation: { title: 'no sweep', world: { preloads: [ablation('no-sweep')] }, orders: 30, shows: 'stuck' },
  },
  {
    number: '17', title: 'Redis answers a second late', orders: 400, boundedOrders: 50, planned: 5000, faults: 'every piece 1 s late', ownRedis: true, flows: [journalFlow({ path: PATH })],
    act: async (stage) => {
      stage.redis?.proxy.set({ kind: 'slow', delayMs: 1_000 });
      await Promise.all([stage.place(stage.orders), stage.events.sendAll(PATH, timedEvents, 1)]);
    },
    check: async ({ events: { sent } }) => {
      const waits = sent.map(({ sentAt, acknowledgedAt }) => acknowledgedAt - sentAt).sort((one, other) => one - other);
      const slowest = waits.at(-1) ?? Infinity;
      return { text: `${waits.length} events acknowledged within ${slowest} ms`, holds: slowest < ACKNOWLEDGED_WITHIN_MS };
    },
    ablation: { title: 'the sender is answered after the hint', world: { preloads: [ablation('answer-after-hint')] }, orders: 5, shows: 'check' },
  },
];
