import type { RunId } from '@penstock/kernel';
import { anAction, aFlow, EngineBench } from '../testing/engine-bench';
import type { Dispatcher } from '../ports/dispatcher';
import { Worker } from './worker';

const order = { id: 'INV-1', amount: '19.99' };
const silent: Dispatcher = { announce: () => undefined, listen: async () => undefined, close: async () => undefined };

/** Timers fire when the test says so. */
function heldScheduler() {
  const timers = new Set<() => void>();
  return {
    after: (_delayMs: number, action: () => void) => {
      const timer = (): void => action();
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    fire: async (): Promise<void> => {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer();
      }
      for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
    },
  };
}

describe('a worker', () => {
  const started = async (options: { maxInFlight: number; isOverloaded?: () => boolean }) => {
    const bench = new EngineBench(aFlow(anAction('book')));
    const scheduler = heldScheduler();
    const worker = new Worker(bench.context(bench.store), scheduler, options);
    await worker.start(silent);
    return { bench, scheduler, worker };
  };

  test('K2: finds a run no hint announced', async () => {
    const { bench, scheduler } = await started({ maxInFlight: 4 });
    const runId = await bench.receive(order);
    await scheduler.fire();

    await scheduler.fire();

    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('K4: claims nothing while its process falls behind', async () => {
    let isOverloaded = true;
    const { bench, scheduler, worker } = await started({ maxInFlight: 4, isOverloaded: () => isOverloaded });
    const runId = await bench.receive(order);
    await scheduler.fire();
    expect([worker.freeSlots, bench.run(runId).status]).toEqual([0, 'queued']);

    isOverloaded = false;
    await scheduler.fire();

    expect(bench.run(runId).status).toBe('succeeded');
  });

  test('knows what it executes', async () => {
    const { bench, worker } = await started({ maxInFlight: 4 });
    const runId = (await bench.receive(order)) as RunId;

    expect(worker.isExecuting(runId)).toBe(false);
  });
});
