import { setTimeout as delay } from 'node:timers/promises';
import { runProgram } from '../../processes.mjs';

/** Sends events to an address; see programs/sender.mjs. */
export async function sendLoad({ port, path, secret }, { prefix, count, connections = 64, rate = 0, times = false }) {
  const output = await runProgram('tools/benchmarks/engine/programs/sender.mjs', {
    LOAD_PORT: String(port),
    LOAD_PATH: path,
    LOAD_SECRET: secret,
    LOAD_PREFIX: prefix,
    LOAD_COUNT: String(count),
    LOAD_CONNECTIONS: String(connections),
    LOAD_RATE: String(rate),
    LOAD_TIMES: times ? '1' : '0',
  });
  const sent = JSON.parse(output);
  if (sent.refused.length > 0) throw new TypeError(`${prefix}: events were refused: ${JSON.stringify(sent.refused)}`);
  return { ...sent, perSecond: (count / sent.elapsedMs) * 1000 };
}

/** From the first event sent until `isDone` says that everything is recorded. */
export async function completeLoad(target, load, isDone, withinMs = 120_000) {
  const sent = await sendLoad(target, load);
  await untilDone(isDone, load.prefix, withinMs);
  const elapsedMs = Number(process.hrtime.bigint() - BigInt(sent.startedAtNs)) / 1e6;
  return { ...sent, completedPerSecond: (load.count / elapsedMs) * 1000 };
}

/** The platform is done when no run waits or is under way. */
export function completeRuns(world, platform, load) {
  return completeLoad(platform, load, () => isIdle(world, platform.database));
}

export async function isIdle(world, database) {
  return (await world.query(database, 'select count(*)::int as n from run_queue'))[0].n === 0;
}

async function untilDone(isDone, what, withinMs) {
  const giveUpAt = performance.now() + withinMs;
  while (!(await isDone())) {
    if (performance.now() > giveUpAt) throw new TypeError(`${what}: not everything was done in ${withinMs} ms`);
    await delay(20);
  }
}
