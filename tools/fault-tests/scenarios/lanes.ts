import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../world/product-world';
import type { EventToSend } from './own-events';
import type { Scenario, Stage } from './scenario';
import { ablation, killAgainAndAgain } from './stage-acts';
import { journalFlow } from './journal-flow';

/** Runs that must go one after the other, and runs that must not stand in each other's way. */
const KEYS = 50;
const marks = ['-a', '-b'];

/** Every lane has a sender of its own that waits for each acknowledgement: only then there is an order to keep. */
async function sendInLanes(stage: Stage): Promise<void> {
  const perLane = Math.ceil(stage.orders / KEYS);
  await Promise.all(
    Array.from({ length: KEYS }, async (_, lane) => {
      for (let count = 1; count <= perLane; count += 1) await stage.events.send('in-order', inLane(lane, count));
    }),
  );
}

function inLane(lane: number, count: number): EventToSend {
  const [key, number] = [`K${String(lane).padStart(2, '0')}`, String(count).padStart(3, '0')];
  return { id: `${key}-${number}`, key, amount: `${count}.${String(lane).padStart(2, '0')}`, journals: marks.map((mark) => `${key}-${number}${mark}`) };
}

const noisyMarks = ['-1', '-2', '-3', '-4', '-5'];
/** Of the plan; on a quiet machine of two cores. */
const QUIET_WITHIN_MS = 500;

function noisy(index: number): EventToSend {
  const id = `N-${String(index).padStart(5, '0')}`;
  return { id, amount: '2.00', journals: noisyMarks.map((mark) => `${id}${mark}`) };
}

export const lanes: readonly Scenario[] = [
  {
    number: '26', title: 'events of fifty keys, in order, and workers are killed', orders: 1000, boundedOrders: 150, planned: 20_000, differs: '50 keys instead of 200', faults: 'kill -9 of a worker every 0.4–1.2 s; 5 % of answers lost', remote: { dropAnswerRate: 0.05 },
    world: { workers: 2 }, flows: [journalFlow({ path: 'in-order', marks, hasLane: true })],
    act: async (stage) => {
      await Promise.all([sendInLanes(stage), killAgainAndAgain(stage, { programs: ['worker', 'worker-2'], kills: 5, pauseMs: 900 })]);
    },
    ablation: { title: 'events name no lane', world: { preloads: [ablation('no-lanes')] }, shows: 'order' },
  },
  {
    number: '36', title: 'a backlog of one flow, and single events of another', orders: 1500, boundedOrders: 400, planned: 50_000, differs: 'a backlog of events of five journals each', faults: 'the backlog comes in as fast as it is taken', flows: [journalFlow({ path: 'noisy', marks: noisyMarks }), journalFlow({ path: 'quiet' })],
    act: async (stage) => {
      let isOver = false;
      const flood = stage.events.sendAll('noisy', Array.from({ length: stage.orders }, (_, index) => noisy(index)), 30);
      const quiet = (async () => {
        for (let count = 0; !isOver; count += 1) {
          await Promise.all([stage.events.send('quiet', { id: `Q-${count}`, amount: '1.00', journals: [`Q-${count}`] }), delay(100)]);
          stage.notes.set('backlog', Math.max(stage.notes.get('backlog') ?? 0, await stage.count('select count(*)::int as n from run where finished_at is null')));
        }
      })();
      await flood;
      await until('the backlog being worked off', async () => (await stage.count('select count(*)::int as n from run where finished_at is null')) < 20, { lastWords: () => stage.world.output(), withinMs: 120_000 });
      isOver = true;
      await quiet;
    },
    check: async (stage) => {
      const happenedAt = new Map((await stage.evidence()).prophet21.map(({ key, at }) => [key, at ?? 0]));
      const waits = stage.events.sent.filter(({ id }) => id.startsWith('Q-')).map(({ id, sentAt }) => (happenedAt.get(id) ?? Infinity) - sentAt).sort((one, other) => one - other);
      const p99 = waits[Math.ceil(waits.length * 0.99) - 1] ?? Infinity;
      return { text: `backlog of ${stage.notes.get('backlog')} runs at most; ${waits.length} events of the other flow: p50 ${waits[Math.floor(waits.length / 2)]} ms, p99 ${p99} ms to their effect`, holds: p99 < QUIET_WITHIN_MS };
    },
    ablation: { title: 'runs are claimed by age alone', world: { preloads: [ablation('claim-by-age')] }, shows: 'check' },
  },
];
