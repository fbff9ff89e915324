const ROUNDS = 9;
const ROUND_MS = 250;

/** Processor time of this process so far, in milliseconds: what else runs on the machine is not counted. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Runs per second of processor time, as the median of several rounds in turn. */
export async function ratesOf(programs) {
  const rates = new Map(Object.keys(programs).map((name) => [name, []]));
  for (const run of Object.values(programs)) await roundOf(run, ROUND_MS);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, run] of Object.entries(programs)) rates.get(name).push(await roundOf(run, ROUND_MS));
  }
  return new Map([...rates].map(([name, all]) => [name, median(all)]));
}

async function roundOf(run, forMs) {
  const isAsync = run() instanceof Promise;
  let count = 0;
  const before = processorMs();
  const end = performance.now() + forMs;
  while (performance.now() < end) {
    for (let at = 0; at < 20; at += 1) {
      if (isAsync) await run();
      else run();
    }
    count += 20;
  }
  return count / ((processorMs() - before) / 1000);
}

/** Milliseconds of processor time one call takes, as the median of several; the first ones are not counted. */
export function timeOf(run, rounds = 15) {
  const times = [];
  for (let round = 0; round < rounds + 3; round += 1) {
    const before = processorMs();
    run();
    if (round >= 3) times.push(processorMs() - before);
  }
  return median(times);
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
