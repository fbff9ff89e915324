import { manualClock } from '@penstock/kernel';
import { RecentViews } from './recent-views';

describe('views that were recorded lately', () => {
  test('are known for a quarter of an hour', () => {
    const clock = manualClock(1_000_000);
    const views = new RecentViews(clock);
    views.remember('ann run 1');

    const known = [views.isRecorded('ann run 1'), views.isRecorded('bob run 1')];
    clock.advance(15 * 60_000);

    expect([...known, views.isRecorded('ann run 1')]).toEqual([true, false, false]);
  });

  test('do not fill the memory', () => {
    const views = new RecentViews(manualClock(1_000_000));

    for (let at = 0; at <= 10_000; at += 1) views.remember(`look ${at}`);

    expect([views.isRecorded('look 0'), views.isRecorded('look 1')]).toEqual([false, true]);
  });
});
