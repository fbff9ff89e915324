import { setTimeout as delay } from 'node:timers/promises';
import { startOwnRedis } from '../../../test/redis.mjs';
import { completeRuns, sendLoad } from '../measuring/load.mjs';
import { postLatencies } from '../measuring/post-latencies.mjs';
import { ms, p50AndP99, percentile } from '../measuring/statistics.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

const RATE_PER_SECOND = 50;
const SLOWEST_MS = 2_000;

/** API and worker apart over Redis; then Redis is gone and every hint with it: only the sweep is left. */
export async function measureLostHints(world, { isQuick }) {
  const redis = await startOwnRedis();
  const platform = await installPlatform(world, { database: 'platform', env: { REDIS_URL: redis.url } });
  let isStopped = false;
  const stopRedis = async () => {
    if (!isStopped) await redis.stop();
    isStopped = true;
  };
  try {
    return await withPlatform(platform, { role: 'api', workers: 1 }, async () => {
      await completeRuns(world, platform, { prefix: 'W', count: 500 });
      await world.arrivals();
      const withHints = await latenciesAt(world, platform, { prefix: 'HINTS', isQuick });
      await stopRedis();
      const without = await latenciesAt(world, platform, { prefix: 'SWEEP', isQuick });
      const slowest = Math.max(...without);
      return [
        {
          figure: `event → ERP post at ${RATE_PER_SECOND}/s with every Redis hint lost`,
          product: `${p50AndP99(without)}, slowest ${ms(slowest)}; all ${without.length} posted`,
          beside: `with hints ${p50AndP99(withHints)}`,
          target: '< 2 s later, no run lost',
          isReached: slowest - percentile(withHints, 0.5) < SLOWEST_MS,
        },
      ];
    });
  } finally {
    await stopRedis();
  }
}

async function latenciesAt(world, platform, { prefix, isQuick }) {
  const sent = await sendLoad(platform, {
    prefix,
    count: RATE_PER_SECOND * (isQuick ? 4 : 15),
    rate: RATE_PER_SECOND,
    times: true,
  });
  await delay(SLOWEST_MS + 1_000);
  return postLatencies(world, sent, prefix);
}
