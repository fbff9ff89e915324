import { completeRuns } from '../measuring/load.mjs';
import { inTurn, median, whole } from '../measuring/statistics.mjs';
import { barePosts } from '../world/bare-limits.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

/** Runs with three journals each, one after the other. */
export async function measureThreeEffects(world, { isQuick }) {
  const [count, rounds] = isQuick ? [800, 2] : [2_500, 3];
  const platform = await installPlatform(world, { database: 'platform', effects: 3 });
  const rates = await withPlatform(platform, {}, async () => {
    await completeRuns(world, platform, { prefix: 'W', count: 500 });
    return inTurn(
      rounds,
      async (round) => (await completeRuns(world, platform, { prefix: `R${round}`, count })).completedPerSecond,
    );
  });
  const bare = await barePosts(world, count * 3);
  return [
    {
      figure: 'complete runs/s, 3 effects',
      product: whole(median(rates)),
      beside: `bare HTTP client ${whole(bare / 3)} × 3 posts/s`,
    },
  ];
}
