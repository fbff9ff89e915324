import { setTimeout as delay } from 'node:timers/promises';
import { onServer } from '../../databases.mjs';
import { completeRuns } from '../measuring/load.mjs';
import { inTurn, median } from '../measuring/statistics.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

/** A report that somebody left open: no dead row of the queue can be removed while it lasts. */
export async function measureSnapshot(world, { isQuick }) {
  const count = isQuick ? 2_000 : 6_000;
  const platform = await installPlatform(world, { database: 'platform' });
  return withPlatform(platform, {}, async () => {
    const load = (prefix, rounds) =>
      inTurn(
        rounds,
        async (round) =>
          (await completeRuns(world, platform, { prefix: `${prefix}${round}`, count })).completedPerSecond,
      );
    await load('W', 1);
    const free = median(await load('A', 3));
    const open = await onServer(world.databaseUrl(platform.database), async (session) => {
      await session.query('begin isolation level repeatable read');
      await session.query('select count(*) from run');
      const rates = await load('B', isQuick ? 3 : 6);
      await session.query('commit');
      await delay(100);
      return rates.at(-1);
    });
    const ratio = open / free;
    return [
      {
        figure: 'throughput beside an open snapshot',
        product: `${ratio.toFixed(2)} of without, in the last of the rounds`,
        target: '> 0.7 (scaled: some ten thousand runs, not 30 minutes)',
        isReached: ratio > 0.7,
      },
    ];
  });
}
