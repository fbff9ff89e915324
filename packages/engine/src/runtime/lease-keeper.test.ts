import { manualClock, type Clock } from '@penstock/kernel';
import fc from 'fast-check';
import { defaultTimings } from '../core/timings';
import type { RunStore } from '../ports/run-store';
import { LeaseKeeper } from './lease-keeper';

function aKeeper(heartbeat: () => Promise<boolean>) {
  const clock = manualClock(1_700_000_000_000);
  return { clock, ...keeperOn(clock, heartbeat) };
}

function keeperOn(clock: Clock, heartbeat: () => Promise<boolean>) {
  const lost: string[] = [];
  const keeper = new LeaseKeeper({
    store: { heartbeat } as unknown as RunStore,
    clock,
    scheduler: { after: () => () => undefined },
    timings: defaultTimings,
    observer: { runChanged: () => undefined, responded: () => undefined, trouble: () => undefined },
    onLost: () => lost.push('lost'),
  });
  return { keeper, lost };
}

describe('a worker that keeps its lease', () => {
  test('may send right after a renewal', async () => {
    const { keeper } = aKeeper(async () => true);

    await keeper.start();

    expect(keeper.canSend()).toBe(true);
  });

  test('may not send when the margin is reached', async () => {
    const { keeper, clock } = aKeeper(async () => true);
    await keeper.start();

    clock.advance(defaultTimings.workerLeaseMs - defaultTimings.sendMarginMs);

    expect(keeper.canSend()).toBe(false);
  });

  test('H1: counts from before the renewal was sent', async () => {
    let advance: () => void = () => undefined;
    const { keeper, clock } = aKeeper(async () => {
      advance();
      return true;
    });
    advance = () => clock.advance(defaultTimings.workerLeaseMs);

    await keeper.start();

    expect(keeper.canSend()).toBe(false);
  });

  test('may not send before the first renewal', () => {
    expect(aKeeper(async () => true).keeper.canSend()).toBe(false);
  });

  test('stops when its lease was taken over', async () => {
    const { keeper, lost } = aKeeper(async () => false);

    await keeper.start();

    expect([keeper.canSend(), lost]).toEqual([false, ['lost']]);
  });

  test('keeps its old end when the store does not answer', async () => {
    const answers = [true];
    const { keeper } = aKeeper(async () => answers.shift() ?? Promise.reject(new TypeError('away')));
    await keeper.start();

    await keeper.start();

    expect(keeper.canSend()).toBe(true);
  });
});

/** Between two looks: what really passed, and what the clock shows that does not tell the truth. */
const stretch = fc.record({ ms: fc.nat(8_000), shown: fc.integer({ min: -7_200_000, max: 7_200_000 }) });

test('H2: never sends after the end of its lease, however one of the two clocks jumps or stands still', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(stretch, { minLength: 1, maxLength: 12 }), fc.boolean(), async (stretches, isWallTrue) => {
      const shows = { truth: 1_700_000_000_000, other: 1_700_000_000_000 };
      const [wall, monotonic] = isWallTrue ? (['truth', 'other'] as const) : (['other', 'truth'] as const);
      const { keeper } = keeperOn({ now: () => shows[wall], monotonic: () => shows[monotonic] }, async () => true);
      await keeper.start();
      let passed = 0;
      for (const { ms, shown } of stretches) {
        passed += ms;
        shows.truth += ms;
        shows.other += shown;
        if (keeper.canSend()) expect(passed).toBeLessThan(defaultTimings.workerLeaseMs - defaultTimings.sendMarginMs);
      }
    }),
  );
});
