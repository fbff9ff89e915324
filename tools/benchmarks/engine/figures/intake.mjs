import { sendLoad } from '../measuring/load.mjs';
import { median, ms, percentile, whole } from '../measuring/statistics.mjs';
import { bareInserts } from '../world/bare-limits.mjs';
import { startHandwritten } from '../world/handwritten.mjs';
import { installPlatform, withPlatform } from '../world/platform.mjs';

const CONNECTIONS = 128;

/** Durable intakes beside the same rows inserted in batches by one bare client, and beside the hand-written intake. */
export async function measureIntake(world, { isQuick }) {
  const [count, rounds] = isQuick ? [4_000, 3] : [12_000, 5];
  const platform = await installPlatform(world, { database: 'platform' });
  const rival = await startHandwritten(world, { database: 'handwritten', intakeOnly: true });
  const [product, other] = [[], []];
  const half = await withPlatform(platform, { role: 'api' }, async () => {
    await sendLoad(platform, { prefix: 'W', count: 2_000, connections: CONNECTIONS });
    for (let round = 0; round < rounds; round += 1) {
      product.push((await sendLoad(platform, { prefix: `I${round}`, count, connections: CONNECTIONS })).perSecond);
      other.push((await sendLoad(rival.target, { prefix: `H${round}`, count, connections: CONNECTIONS })).perSecond);
    }
    return sendLoad(platform, {
      prefix: 'HALF',
      count: Math.floor(median(product)),
      rate: median(product) / 2,
      times: true,
    });
  });
  await rival.stop();
  const bare = await bareInserts(world, count);
  const rate = median(product);
  const ack = percentile(half.latencies, 0.99);
  return [
    {
      figure: 'durable intakes/s over HTTP',
      product: whole(rate),
      beside: `hand-written ${whole(median(other))}; bare batched insert of two rows each ${whole(bare)}`,
      target: '≥ 6,000',
      isReached: rate >= 6_000,
    },
    { figure: 'acknowledgement p99 at half load', product: ms(ack), target: '< 25 ms', isReached: ack < 25 },
  ];
}
