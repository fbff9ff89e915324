import { manualClock } from '@penstock/kernel';
import { defaultTimings } from '../core/timings';
import type { RunStore } from '../ports/run-store';
import { LeaseKeeper } from './lease-keeper';

function aKeeper(heartbeat: () => Promise<boolean>) {
  const clock = manualClock(1_700_000_000_000);
  const lost: string[] = [];
  const keeper = new LeaseKeeper({
    store: { heartbeat } as unknown as RunStore,
    clock,
    scheduler: { after: () => () => undefined },
    timings: defaultTimings,
    observer: { runChanged: () => undefined, responded: () => undefined, trouble: () => undefined },
    onLost: () => lost.push('lost'),
  });
  return { clock, keeper, lost };
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
