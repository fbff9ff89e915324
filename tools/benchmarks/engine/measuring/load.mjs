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
  const giveUpAt = performance.now() + withinMs;
  while (!(await isDone())) {
    if (performance.now() > giveUpAt) throw new TypeError(`${load.prefix}: not everything was done in ${withinMs} ms`);
    await delay(20);
  }
  const elapsedMs = Number(process.hrtime.bigint() - BigInt(sent.startedAtNs)) / 1e6;
  return { ...sent, completedPerSecond: (load.count / elapsedMs) * 1000 };
}
