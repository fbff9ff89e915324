// npm run bench: Penstock beside a hand-written program, in one run on one machine.
//
//   intake     signed deliveries acknowledged per second (each one durable before its answer)
//   runs       complete runs per second: event → map (12 fields) → journal posted to Prophet 21 over real HTTP → recorded
//
// Everything is on this machine: sender, remote, Postgres and platform. Both programs get the same events, the same
// Postgres (fsync on), the same Prophet 21 simulator. Ratios mean something, absolute numbers only beside the machine.
import { cpus } from 'node:os';
import { startBenchmarkWorld } from './benchmark-world.mjs';
import { measureHandwritten } from './measure-handwritten.mjs';
import { measurePenstock } from './measure-penstock.mjs';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 6000);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);

const world = await startBenchmarkWorld();
try {
  const rounds = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    process.stdout.write(`Round ${round} of ${ROUNDS} …\n`);
    rounds.push({ handwritten: await measureHandwritten(world, EVENTS), penstock: await measurePenstock(world, EVENTS) });
  }
  print(rounds);
} finally {
  await world.stop();
}

function print(rounds) {
  const [model] = cpus();
  console.log(`\n${cpus().length} × ${model?.model ?? 'unknown processor'}, Node ${process.version}, ${EVENTS} events a round, medians of ${rounds.length} rounds`);
  console.log('| figure | Penstock | hand-written | ratio |\n|---|---:|---:|---:|');
  for (const [title, key] of [['durable intake, events/s', 'intake'], ['complete runs/s (event → map → P21 → recorded)', 'runs']]) {
    const ours = median(rounds.map(({ penstock }) => penstock[key]));
    const theirs = median(rounds.map(({ handwritten }) => handwritten[key]));
    const ratio = median(rounds.map(({ penstock, handwritten }) => penstock[key] / handwritten[key]));
    console.log(`| ${title} | ${Math.round(ours)} | ${Math.round(theirs)} | ${ratio.toFixed(2)} |`);
  }
  console.log(`\nSingle rounds: ${JSON.stringify(rounds)}`);
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
