import { completeRuns } from '../measuring/load.mjs';
import { inTurn, median, whole } from '../measuring/statistics.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

/** The API apart, with one and with two workers beside it. */
export async function measureWorkers(world, { isQuick }) {
  const count = isQuick ? 1_500 : 4_000;
  const rates = [];
  for (const workers of [1, 2]) {
    const platform = await installPlatform(world, { database: `workers${workers}` });
    rates.push(
      await withPlatform(platform, { role: 'api', workers }, async () => {
        await completeRuns(world, platform, { prefix: 'W', count: 1_000 });
        return median(
          await inTurn(
            3,
            async (round) => (await completeRuns(world, platform, { prefix: `R${round}`, count })).completedPerSecond,
          ),
        );
      }),
    );
  }
  return [
    {
      figure: 'complete runs/s, API apart, 1 and 2 workers',
      product: `${whole(rates[0])} and ${whole(rates[1])}`,
      beside: 'two cores carry all of it',
    },
  ];
}
