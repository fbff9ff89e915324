import { invariant, type RunId } from '@penstock/kernel';
import { aloneMsAtLeast } from '../core/claims';
import { anAction, aFlow, EngineBench } from '../testing/engine-bench';
import type { Dispatcher } from '../ports/dispatcher';
import { Worker, type WorkerOptions } from './worker';

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

/** Timers fire in the order of their times. */
function virtualScheduler() {
  const timers = new Set<{ readonly at: number; readonly action: () => void }>();
  let nowMs = 0;
  return {
    now: () => nowMs,
    after: (delayMs: number, action: () => void) => {
      const timer = { at: nowMs + delayMs, action };
      timers.add(timer);
      return () => void timers.delete(timer);
    },
    next: async (): Promise<void> => {
      const [timer] = [...timers].sort((a, b) => a.at - b.at);
      invariant(timer, 'a worker always looks again');
      timers.delete(timer);
      nowMs = timer.at;
      timer.action();
      for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
    },
  };
}

describe('a worker', () => {
  const started = async (options: WorkerOptions) => {
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

  test('K6: a backlog of one flow leaves places for the others', async () => {
    const { bench, scheduler, worker } = await started({ maxInFlight: 4, keptForOthers: 1 });
    bench.remote.behaviours.push('book-and-hang', 'book-and-hang', 'book-and-hang', 'book-and-hang');
    for (let index = 0; index < 4; index += 1) await bench.receive({ ...order, id: `INV-${index}` });
    await scheduler.fire();

    expect([worker.inFlightCount, worker.freeSlots]).toEqual([3, 0]);
  });

  test('K1: begins more at once when it is given more places', async () => {
    const { bench, scheduler, worker } = await started({ maxInFlight: 2 });
    for (let index = 0; index < 4; index += 1) {
      bench.remote.behaviours.push('book-and-hang');
      await bench.receive({ ...order, id: `INV-${index}` });
    }
    await scheduler.fire();
    const before = [worker.inFlightCount, worker.isFull];

    worker.resize(6);
    for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();

    expect([before, [worker.inFlightCount, worker.isFull]]).toEqual([[2, true], [4, false]]);
  });

  describe('K5: with runs in whose company its predecessors died twice', () => {
    const withSuspects = async (count: number) => {
      const { bench, scheduler, worker } = await started({ maxInFlight: 8 });
      const runIds: RunId[] = [];
      for (let index = 0; index < count; index += 1) {
        const runId = await bench.receive({ ...order, id: `INV-${index}` });
        invariant(runId, 'the flow is deployed');
        runIds.push(runId);
      }
      for (let death = 0; death < 2; death += 1) {
        await bench.store.claim({ limit: count });
        await bench.store.releaseOwn();
      }
      return { bench, scheduler, worker, runIds };
    };
    const statuses = (bench: EngineBench, runIds: readonly RunId[]): string[] => runIds.map((runId) => bench.run(runId).status);

    test('begins one, and the next when it is through', async () => {
      const { bench, scheduler, runIds } = await withSuspects(3);

      await scheduler.fire();
      await scheduler.fire();

      expect(statuses(bench, runIds)).toEqual(['succeeded', 'succeeded', 'succeeded']);
    });

    test('counts the claim of the one it has begun, and of no other', async () => {
      const { bench, scheduler, runIds } = await withSuspects(3);
      const counted: RunId[] = [];
      jest.spyOn(bench.store, 'countClaim').mockImplementation(async ({ runId }) => (counted.push(runId), new Promise(() => undefined)));

      await scheduler.fire();

      expect([counted, statuses(bench, runIds)]).toEqual([runIds.slice(0, 1), ['queued', 'queued', 'queued']]);
    });

    test('does not let a slow one hold up the others for long', async () => {
      const { bench, scheduler } = await withSuspects(3);
      const counted: RunId[] = [];
      jest.spyOn(bench.store, 'countClaim').mockImplementation(async ({ runId }) => (counted.push(runId), new Promise(() => undefined)));
      await scheduler.fire();

      await scheduler.fire();

      expect(counted).toHaveLength(2);
    });

    test('leaves those alone that a claim under way brings while it stops', async () => {
      const { bench, scheduler, worker } = await withSuspects(2);
      const { claim } = bench.store;
      let answer: () => void = () => undefined;
      jest.spyOn(bench.store, 'claim').mockImplementation(async (request) => {
        const runs = await claim.call(bench.store, request);
        await new Promise<void>((resolve) => (answer = resolve));
        return runs;
      });
      const countClaim = jest.spyOn(bench.store, 'countClaim');
      await scheduler.fire();

      await worker.stop();
      answer();
      await scheduler.fire();

      expect([worker.inFlightCount, countClaim.mock.calls.length]).toEqual([0, 0]);
    });

    test('gives those it has not begun back when it stops', async () => {
      const { bench, scheduler, worker } = await withSuspects(2);
      let begin: (may: boolean) => void = () => undefined;
      jest.spyOn(bench.store, 'countClaim').mockImplementation(() => new Promise((resolve) => (begin = resolve)));
      await scheduler.fire();

      const stopped = worker.stop();
      begin(true);
      await stopped;

      expect(worker.inFlightCount).toBe(0);
    });
  });

  test('K5: is through with 256 innocent suspects in seconds, though the remote side is slow, and never holds many', async () => {
    const count = 256;
    const bench = new EngineBench(aFlow(anAction('book')));
    for (let index = 0; index < count; index += 1) {
      bench.remote.behaviours.push('book-and-hang');
      await bench.receive({ ...order, id: `INV-${index}` });
    }
    for (let death = 0; death < 2; death += 1) {
      await bench.store.claim({ limit: count });
      await bench.store.releaseOwn();
    }
    const countClaim = jest.spyOn(bench.store, 'countClaim');
    const scheduler = virtualScheduler();
    const worker = new Worker(bench.context(bench.store), scheduler, { maxInFlight: count });
    let mostHeld = 0;

    await worker.start(silent);
    while (countClaim.mock.calls.length < count && scheduler.now() < 600_000) {
      await scheduler.next();
      mostHeld = Math.max(mostHeld, worker.inFlightCount - countClaim.mock.calls.length);
    }

    expect(countClaim.mock.calls.length).toBe(count);
    expect(scheduler.now()).toBeLessThan(15_000);
    expect(mostHeld).toBeLessThanOrEqual(4);
  });

  test('K5: a suspect whose worker died again after beginning it is alone for longer', () => {
    expect([3, 4, 5, 6].map((claims) => aloneMsAtLeast({ claims }))).toEqual([50, 200, 800, 1_000]);
  });

  test('knows what it executes', async () => {
    const { bench, worker } = await started({ maxInFlight: 4 });
    const runId = (await bench.receive(order)) as RunId;

    expect(worker.isExecuting(runId)).toBe(false);
  });
});
