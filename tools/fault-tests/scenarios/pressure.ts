import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { intakeBounds } from '@penstock/runtime-adapters';
import { whyNoSmallDisk } from '../world/small-disk';
import type { EventToSend } from './own-events';
import type { Scenario, Stage } from './scenario';
import { ablation } from './stage-acts';
import { journalFlow } from './journal-flow';

/** What comes in faster than the database takes it, and a database without room. */
const PATH = 'posting';
const SENDERS = 6;
/** Does not compress: the write-ahead log needs new files soon. */
const LARGE_EVENT_BYTES = 100_000;

/** Without digits: among a hundred thousand random ones there is always something that looks like a card number. */
const lettersOf = (count: number): string => randomBytes(count / 2).toString('hex').replace(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '');

const event = (name: string, number: number, more: EventToSend['more'] = {}): EventToSend => {
  const id = `${name}-${String(number).padStart(4, '0')}`;
  return { id, amount: '12.50', journals: [id], more };
};
const events = (name: string, count: number, more?: EventToSend['more']): EventToSend[] => Array.from({ length: count }, (_, index) => event(name, index + 1, more));

/** Events go on coming in, one after the other, while something happens to the disk. */
async function sendingWhile(stage: Stage, trouble: () => Promise<void>, noteBytes = 0): Promise<void> {
  let isOver = false;
  const placing = stage.place(Math.floor(stage.orders / 2));
  const sending = Promise.all(
    Array.from({ length: SENDERS }, async (_, sender) => {
      for (let count = 1; !isOver; count += 1) {
        await stage.events.send(PATH, event(`D${sender}`, count, { note: lettersOf(noteBytes) }));
        await delay(40);
      }
    }),
  );
  await trouble();
  isOver = true;
  await Promise.all([placing, sending]);
}

const refusedWith = ({ events: { refusals } }: Stage): string => [...refusals].map(([status, count]) => `${count} × ${status === 0 ? 'no answer' : status}`).join(', ') || 'nothing refused';

const disks: readonly Scenario[] = [
  {
    number: '15', title: 'the disk of the write-ahead log is full, then has room', orders: 200, boundedOrders: 40, planned: 3000, differs: 'a disk of 160 MB, full for 15 s; beside the orders what six senders of 100 kB events manage', faults: 'a ballast file takes the last byte; nobody watches the disk', ownPostgres: true, disk: { mb: 160, holds: 'log' },
    needs: whyNoSmallDisk, flows: [journalFlow({ path: PATH })],
    act: (stage) =>
      sendingWhile(stage, async () => {
        await delay(1_500);
        stage.notes.set('pid', stage.postgres?.pid ?? 0);
        // Postgres goes on with the log files it has, until it needs a new one: fill what it frees again and again.
        for (let round = 0; round < 30; round += 1) {
          stage.postgres?.disk?.fill(0);
          await delay(500);
        }
        stage.postgres?.disk?.relieve();
        await delay(3_000);
      }, LARGE_EVENT_BYTES),
    check: async (stage) => {
      const [unavailable, others] = [stage.events.refusals.get(503) ?? 0, [...stage.events.refusals.keys()].filter((status) => status !== 503 && status !== 0)];
      const restarted = stage.postgres?.pid === stage.notes.get('pid') ? 'the postmaster stayed' : 'the postmaster went down and was started again';
      return { text: `${stage.events.sent.length} events; ${refusedWith(stage)}; ${restarted}`, holds: unavailable > 0 && others.length === 0 };
    },
    ablation: { title: 'the sender is answered before the commit', world: { preloads: [ablation('answer-before-commit')] }, shows: 'lost' },
  },
  {
    number: '15w', title: 'the disk of the database is nearly full, and the intake watches it', orders: 200, boundedOrders: 40, differs: 'data and log on a disk of 300 MB; senders as 15', faults: 'a ballast file leaves 5 % free', ownPostgres: true, disk: { mb: 300, holds: 'all' }, watchesDisk: true,
    needs: whyNoSmallDisk, flows: [journalFlow({ path: PATH })],
    act: (stage) =>
      sendingWhile(stage, async () => {
        await delay(1_500);
        stage.notes.set('pid', stage.postgres?.pid ?? 0);
        stage.postgres?.disk?.fill(15 * 1024 * 1024);
        await delay(2_000);
        const before = stage.events.sent.length;
        await delay(4_000);
        stage.notes.set('acceptedWhileFull', stage.events.sent.length - before);
        stage.postgres?.disk?.relieve();
        await delay(3_000);
      }),
    check: async (stage) => {
      const accepted = stage.notes.get('acceptedWhileFull') ?? -1;
      const stayed = stage.postgres?.pid === stage.notes.get('pid');
      return { text: `${stage.events.sent.length} events, ${accepted} of them accepted while nearly full; ${refusedWith(stage)}`, holds: accepted === 0 && stayed && (stage.events.refusals.get(503) ?? 0) > 0 };
    },
    ablation: { title: 'nobody watches the disk', world: { preloads: [ablation('no-disk-watch')] }, shows: 'check' },
  },
];

/**
 * What the API may take in a flood: what it took before in the same run, and what the design lets it hold beside that.
 * A delivery that waits stands in about a dozen places: bytes, text, value, stored text, its column of the statement,
 * the statement, and what the driver and the socket make of them (measured: 64 MB of deliveries, 720 MB). The collector of
 * V8 lets dead copies lie until there are as many as living ones: twice that. Of a delivery that is refused, the one
 * piece is read that a socket hands over.
 */
const COPIES = 12;
const UNCOLLECTED = 2;
const SOCKET_PIECE_BYTES = 64 * 1024;
const boundMb = (beforeMb: number, senders: number): number => Math.round(beforeMb + (intakeBounds.maxHeldBytes * COPIES * UNCOLLECTED + senders * SOCKET_PIECE_BYTES) / MB);
const MB = 1024 * 1024;

/** 0 for a process that has just ended. */
function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

async function flood(stage: Stage): Promise<void> {
  const { world, postgres } = stage;
  await stage.place(10);
  await delay(1_000);
  const before = residentMb(world.pid('api'));
  const note = (): void => void stage.notes.set('peak', Math.max(stage.notes.get('peak') ?? 0, Math.round(residentMb(world.pid('api')))));
  stage.notes.set('before', Math.round(before));
  note();
  const gauge = setInterval(note, 50).unref();
  postgres?.proxy.set({ kind: 'slow', delayMs: 1_500 });
  const all = stage.events.sendAll(PATH, events('F', stage.orders, { note: 'x'.repeat(MB - 1_000) }), stage.orders);
  await delay(12_000);
  postgres?.proxy.set({ kind: 'pass' });
  await all;
  clearInterval(gauge);
}

const floods: readonly Scenario[] = [
  {
    number: '41', title: 'a flood of deliveries of 1 MB while Postgres is slow', orders: 500, boundedOrders: 300, differs: 'all deliveries at once', faults: 'every piece to and from Postgres 1.5 s late, for 12 s', ownPostgres: true, flows: [journalFlow({ path: PATH })],
    act: flood,
    check: async (stage) => {
      const [before, peak] = [stage.notes.get('before') ?? 0, stage.notes.get('peak') ?? Infinity];
      const bound = boundMb(before, stage.events.sent.length);
      return { text: `${stage.events.sent.length} deliveries of 1 MB; ${refusedWith(stage)}; memory of the API ${before} MB before, ${peak} MB at most, ${bound} MB allowed`, holds: peak <= bound && (stage.events.refusals.get(503) ?? 0) > 0 };
    },
    ablation: { title: 'what waits is bounded neither by bytes nor by age', world: { preloads: [ablation('unbounded-intake')] }, shows: 'check' },
  },
];

export const pressure: readonly Scenario[] = [...disks, ...floods];
