import type { FailureRecord, WakeStretch, WeatherStore } from '@penstock/engine';
import { seededRandom, sequentialIds, type ConnectionId, type OrganizationId } from '@penstock/kernel';
import { ManualScheduler } from './gate-harness';
import { defaultGateSettings } from './gate-settings';
import { MemoryWeatherStore, WeatherBoard } from './memory-weather-store';
import { SharedConnectionGate } from './shared-connection-gate';

/**
 * Fault plan, row 24: the remote side is down for thirty minutes while five thousand runs arrive at two processes, on
 * a virtual clock. Attempts are what reaches the remote side; a parked run burns none.
 */
const RUNS = 5_000;
const DOWN_MS = 30 * 60_000;
const CALL_MS = 50;
const down: FailureRecord = { class: 'not-sent', code: 'HTTP_NOT_SENT', message: 'The bank could not be reached.' };

/** Runs parked in order, woken as the statement `wake_blocked_runs` does it. */
class ParkedRuns {
  private readonly parked = new Map<number, { readonly cancel: () => void; readonly go: () => void }>();

  constructor(private readonly scheduler: ManualScheduler) {}

  park(run: number, waitMs: number, go: () => void): void {
    const cancel = this.scheduler.after(waitMs, () => {
      this.parked.delete(run);
      go();
    });
    this.parked.set(run, { cancel, go });
  }

  wake(stretches: readonly WakeStretch[]): number {
    const runs = [...this.parked].sort(([a], [b]) => a - b);
    this.parked.clear();
    for (const [position, [, { cancel, go }]] of runs.entries()) {
      const stretch = stretches.findLast(({ from }) => from <= position)!;
      cancel();
      this.scheduler.after(stretch.startMs + ((position - stretch.from) * 1_000) / stretch.perSecond, go);
    }
    return runs.length;
  }
}

/** Everything here answers in memory: a few turns of the microtask queue are all the waiting there is. */
async function answersArrive(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await undefined;
}

async function drill(isGateOn: boolean, runs: number) {
  const scheduler = new ManualScheduler();
  const { clock } = scheduler;
  const board = new WeatherBoard(clock, defaultGateSettings.breaker);
  const [ids, random] = [sequentialIds(), seededRandom(24)];
  const parked = new ParkedRuns(scheduler);
  const begin = clock.now();
  const isUp = (): boolean => clock.now() - begin >= DOWN_MS;
  const connection = { connectionId: ids.next() as ConnectionId, organizationId: ids.next() as OrganizationId };
  const attempts = new Map<number, number>();
  const sentAt: number[] = [];
  const probedAt: number[] = [];
  let succeeded = 0;
  const gates = [1, 2].map(() => {
    const store: WeatherStore = new MemoryWeatherStore(board, ids.next());
    store.wakeRuns = async ({ stretches }) => parked.wake(stretches);
    const probe = async (): Promise<{ isWell: boolean }> => {
      probedAt.push(clock.now() - begin);
      return { isWell: isUp() };
    };
    return new SharedConnectionGate({ store, clock, scheduler, random, trouble: () => undefined, probe });
  });
  const call = (run: number, leave: (failure: FailureRecord | null) => void): void => {
    attempts.set(run, (attempts.get(run) ?? 0) + 1);
    sentAt.push(clock.now() - begin);
    scheduler.after(CALL_MS, () => {
      leave(isUp() ? null : down);
      if (isUp()) succeeded += 1;
      else scheduler.after(1_000 + random.next() * 30_000, () => void go(run));
    });
  };
  const go = async (run: number): Promise<void> => {
    if (!isGateOn) return call(run, () => undefined);
    const answer = await gates[run % 2]!.enter(connection);
    if (answer.kind === 'go') call(run, answer.leave);
    else parked.park(run, answer.waitMs, () => void go(run));
  };
  for (let run = 0; run < runs; run += 1) scheduler.after((run * DOWN_MS) / runs / 2, () => void go(run));
  for (const gate of gates) gate.start();
  for (let minute = 0; minute < 45 && succeeded < runs; minute += 1) await scheduler.advance(60_000, answersArrive);
  for (const gate of gates) await gate.stop();
  return { succeeded, attempts: [...attempts.values()], sentAt, probedAt };
}

const perSecond = (times: readonly number[], from: number, to: number): number => {
  const counts = new Map<number, number>();
  for (const at of times.filter((each) => each >= from && each < to)) counts.set(Math.floor(at / 1_000), (counts.get(Math.floor(at / 1_000)) ?? 0) + 1);
  return Math.max(0, ...counts.values());
};

describe('a remote side that is down for half an hour', () => {
  test('costs a handful of attempts, is asked by reads, and gets its load back in steps', async () => {
    const { succeeded, attempts, sentAt, probedAt } = await drill(true, RUNS);

    const during = sentAt.filter((at) => at < DOWN_MS).length;
    const backAt = probedAt.at(-1)!;
    expect(succeeded).toBe(RUNS);
    expect(during).toBeLessThanOrEqual(10);
    expect(Math.max(...attempts)).toBeLessThanOrEqual(3);
    expect(probedAt.filter((at) => at < DOWN_MS).length).toBeLessThanOrEqual(13);
    expect(backAt - DOWN_MS).toBeLessThanOrEqual(301_000);
    // The ramp: 10, 25, 50, 100 a second, and what comes back by its own time.
    expect(perSecond(sentAt, backAt, backAt + 10_000)).toBeLessThanOrEqual(15);
    expect(perSecond(sentAt, backAt + 10_000, backAt + 20_000)).toBeLessThanOrEqual(30);
    expect(perSecond(sentAt, backAt + 20_000, backAt + 30_000)).toBeLessThanOrEqual(60);
  }, 60_000);

  test('costs thousands of attempts without the gate', async () => {
    const { sentAt } = await drill(false, 200);

    expect(sentAt.filter((at) => at < DOWN_MS).length).toBeGreaterThan(200 * 30);
  }, 60_000);
});

describe('a run that was refused just before the remote side was back', () => {
  test('and parked just after the others were woken is woken by the next round', async () => {
    const scheduler = new ManualScheduler();
    const { clock } = scheduler;
    const parked = new ParkedRuns(scheduler);
    const ids = sequentialIds();
    const store: WeatherStore = new MemoryWeatherStore(new WeatherBoard(clock, defaultGateSettings.breaker), ids.next());
    const wakes: number[] = [];
    store.wakeRuns = async ({ stretches }) => {
      wakes.push(parked.wake(stretches));
      return 0;
    };
    const gate = new SharedConnectionGate({ store, clock, scheduler, random: seededRandom(24), trouble: () => undefined, probe: async () => ({ isWell: true }) });
    const connection = { connectionId: ids.next() as ConnectionId, organizationId: ids.next() as OrganizationId };
    for (let call = 0; call < 5; call += 1) {
      const answer = await gate.enter(connection);
      if (answer.kind === 'go') answer.leave(down);
    }
    await answersArrive();
    const refused = await gate.enter(connection);
    gate.start();
    while (wakes.length === 0) await scheduler.advance(500, answersArrive);
    let wentAt = 0;

    if (refused.kind === 'hold') parked.park(0, refused.waitMs, () => (wentAt = clock.now()));
    const parkedAt = clock.now();
    await scheduler.advance(120_000, answersArrive);
    await gate.stop();

    expect(refused.kind).toBe('hold');
    expect(wentAt - parkedAt).toBeLessThanOrEqual(defaultGateSettings.refreshMs);
  });
});

describe('a process that starts after the remote side was back', () => {
  const restarted = () => {
    const scheduler = new ManualScheduler();
    const ids = sequentialIds();
    const store: WeatherStore = new MemoryWeatherStore(new WeatherBoard(scheduler.clock, defaultGateSettings.breaker), ids.next());
    const wokenAt: number[] = [];
    const begin = scheduler.clock.now();
    store.wakeRuns = async () => {
      wokenAt.push(scheduler.clock.now() - begin);
      return 0;
    };
    const gate = new SharedConnectionGate({ store, clock: scheduler.clock, scheduler, random: seededRandom(24), trouble: () => undefined });
    return { scheduler, gate, wokenAt, connection: { connectionId: ids.next() as ConnectionId, organizationId: ids.next() as OrganizationId } };
  };

  test('wakes what its predecessor left, in the round after it first meets the connection', async () => {
    const { scheduler, gate, wokenAt, connection } = restarted();
    await gate.enter(connection);

    gate.start();
    await answersArrive();
    await scheduler.advance(defaultGateSettings.refreshMs, answersArrive);
    await gate.stop();

    expect(wokenAt[0]).toBeLessThanOrEqual(defaultGateSettings.refreshMs);
  });

  test('does not wake again and again those that are held for want of room', async () => {
    const { scheduler, gate, wokenAt, connection } = restarted();
    await gate.enter(connection);

    gate.start();
    await answersArrive();
    await scheduler.advance(300_000, answersArrive);
    await gate.stop();

    expect(wokenAt).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 63_000]);
  });
});
