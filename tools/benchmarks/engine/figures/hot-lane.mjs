import { setTimeout as delay } from 'node:timers/promises';
import { completeRuns } from '../measuring/load.mjs';
import { percentile, whole } from '../measuring/statistics.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

/** Every second event belongs to one customer, whose runs go one after the other; all others must not wait for them. */
export async function measureHotLane(world, { isQuick }) {
  const count = isQuick ? 1_000 : 3_000;
  const platform = await installPlatform(world, { database: 'platform', lane: true });
  return withPlatform(platform, {}, async () => {
    await completeRuns(world, platform, { prefix: 'W', count: 400 });
    await world.arrivals();
    const sent = await completeRuns(world, platform, { prefix: 'HOT', count });
    await delay(100);
    const arrivals = await world.arrivals();
    const posted = (isHot) => secondsUntilLast({ arrivals, sent, numbers: numbersOf(count, isHot) });
    const [hot, others] = [posted(true), posted(false)];
    return [
      {
        figure: 'one hot key with half of the load',
        product: `the others ${whole(count / 2 / others)} runs/s, done after ${others.toFixed(1)} s; the hot key ${whole(count / 2 / hot)} runs/s in order, done after ${hot.toFixed(1)} s`,
      },
    ];
  });
}

const numbersOf = (count, isHot) =>
  Array.from({ length: count }, (_, number) => number).filter((number) => (number % 2 === 0) === isHot);

/** Without the slowest hundredth: one straggler is no throughput. */
function secondsUntilLast({ arrivals, sent, numbers }) {
  const since = numbers.map((number) => {
    const arrived = arrivals.get(`HOT-${number}`);
    if (arrived === undefined) throw new TypeError(`HOT-${number} was never posted`);
    return Number(BigInt(arrived) - BigInt(sent.startedAtNs)) / 1e9;
  });
  return percentile(since, 0.99);
}
