import { setTimeout as delay } from 'node:timers/promises';
import { completeRuns, sendLoad } from '../measuring/load.mjs';
import { postLatencies } from '../measuring/post-latencies.mjs';
import { p50AndP99, percentile } from '../measuring/statistics.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

const RATES_PER_SECOND = [20, 200];
/** After the last acknowledgement; what has not been posted by then is an error. */
const LAST_POSTS_MS = 1_000;

/** One at a time (the run is born leased), then open loops at given rates; event → post is taken at the remote. */
export async function measureLatency(world, { isQuick }) {
  const platform = await installPlatform(world, { database: 'platform' });
  return withPlatform(platform, {}, async () => {
    await completeRuns(world, platform, { prefix: 'W', count: 2_000 });
    await world.arrivals();
    const rows = [await measureAlone(world, platform, isQuick ? 100 : 300)];
    for (const rate of RATES_PER_SECOND)
      rows.push(await measureRate(world, platform, { rate, seconds: isQuick ? 5 : 20 }));
    return rows;
  });
}

async function measureAlone(world, platform, count) {
  const sent = await sendLoad(platform, { prefix: 'ONE', count, connections: 1, times: true });
  await delay(LAST_POSTS_MS);
  const posts = await postLatencies(world, sent, 'ONE');
  return {
    figure: 'one event at a time, born leased',
    product: `acknowledged ${p50AndP99(sent.latencies)}; event → post ${p50AndP99(posts)}`,
  };
}

async function measureRate(world, platform, { rate, seconds }) {
  const prefix = `L${rate}`;
  const sent = await sendLoad(platform, { prefix, count: rate * seconds, rate, times: true });
  await delay(LAST_POSTS_MS);
  const posts = await postLatencies(world, sent, prefix);
  const isReached = percentile(posts, 0.5) <= 5 && percentile(posts, 0.99) <= 15;
  return {
    figure: `event → ERP post at ${rate}/s`,
    product: p50AndP99(posts),
    target: 'p50 ≤ 5 ms, p99 ≤ 15 ms',
    isReached,
  };
}
