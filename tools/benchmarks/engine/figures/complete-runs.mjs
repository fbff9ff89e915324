import { residentBytes } from '../measuring/cpu-time.mjs';
import { completeRuns } from '../measuring/load.mjs';
import { median, whole } from '../measuring/statistics.mjs';
import { usageOf, writesOf } from '../measuring/usage.mjs';
import { barePosts } from '../world/bare-limits.mjs';
import { startHandwritten } from '../world/handwritten.mjs';
import { installPlatform, startPlatform } from '../world/platform.mjs';

/** Complete runs beside the hand-written program and a bare client: rounds in turn, on one machine, in one run. */
export async function measureCompleteRuns(world, { isQuick }) {
  const [count, rounds] = isQuick ? [2_000, 3] : [6_000, 5];
  const platform = await installPlatform(world, { database: 'platform' });
  const product = await startPlatform(platform);
  const rival = await startHandwritten(world, { database: 'handwritten' });
  const measured = [];
  try {
    await completeRuns(world, platform, { prefix: 'W', count: 2_000 });
    await rival.complete('WH', 2_000);
    for (let round = 0; round < rounds; round += 1)
      measured.push(await measureRound({ world, platform, product, rival, round, count }));
  } finally {
    await product.stop();
    await rival.stop();
  }
  return rowsOf(measured, await barePosts(world, count));
}

async function measureRound({ world, platform, product, rival, round, count }) {
  const written = await writesOf(world, platform.database);
  const before = await usageOf(world, platform.database, product.pids);
  const { completedPerSecond } = await completeRuns(world, platform, { prefix: `R${round}`, count });
  const after = await usageOf(world, platform.database, product.pids);
  const resident = residentBytes(product.pids);
  const wrote = await writesOf(world, platform.database);
  const rivalBefore = await usageOf(world, 'handwritten', rival.pids);
  const rivalRate = await rival.complete(`H${round}`, count);
  const rivalAfter = await usageOf(world, 'handwritten', rival.pids);
  const each = (name, now = after, then = before) => (now[name] - then[name]) / count;
  return {
    rate: completedPerSecond,
    rivalRate,
    rivalCpu: each('node', rivalAfter, rivalBefore) + each('postgres', rivalAfter, rivalBefore),
    ratio: completedPerSecond / rivalRate,
    node: each('node'),
    postgres: each('postgres'),
    wal: each('wal'),
    rows: each('rows', wrote, written),
    commits: each('commits', wrote, written),
    resident,
  };
}

function rowsOf(measured, bare) {
  const middle = (pick) => median(measured.map(pick));
  const [rate, ratio] = [middle((round) => round.rate), middle((round) => round.ratio)];
  const cpu = middle((round) => round.node + round.postgres);
  const resident = Math.max(...measured.map((round) => round.resident));
  return [
    {
      figure: 'complete runs/s, 1 effect',
      product: whole(rate),
      beside: `hand-written ${whole(middle((round) => round.rivalRate))}, ratio ${ratio.toFixed(2)}; bare HTTP client ${whole(bare)} posts/s`,
      target: '≥ 1,500 and ≥ 0.7 of hand-written',
      isReached: rate >= 1_500 && ratio >= 0.7,
    },
    {
      figure: 'processor time a run, Postgres included',
      product: `${(cpu / 1000).toFixed(2)} ms (platform ${whole(middle((round) => round.node))} µs, Postgres ${whole(middle((round) => round.postgres))} µs)`,
      beside: `hand-written ${(middle((round) => round.rivalCpu) / 1000).toFixed(2)} ms`,
      target: '≤ 1.2 ms',
      isReached: cpu <= 1_200,
    },
    {
      figure: 'writes a run',
      product: `${middle((round) => round.rows).toFixed(1)} rows, ${middle((round) => round.commits).toFixed(2)} transactions, ${whole(middle((round) => round.wal))} bytes of WAL`,
    },
    {
      figure: 'memory of all Node processes of the platform at full load',
      product: `${whole(resident / 1e6)} MB`,
      target: '< 400 MB',
      isReached: resident < 400e6,
    },
  ];
}
