// A process of its own: sends signed events and prints what it saw as JSON. All requests are made and signed before the
// clock starts. With LOAD_RATE the loop is open: events leave on schedule however slow the answers are, and latency
// counts from the scheduled moment (no coordinated omission). Without it LOAD_CONNECTIONS senders wait for each answer.
import { benchEvent, signedHeaders } from '../../bench-event.mjs';
import { RawConnection, requestBytes } from './raw-http.mjs';

const { LOAD_PORT, LOAD_PATH, LOAD_SECRET, LOAD_PREFIX } = process.env;
const [count, connections, rate] = [process.env.LOAD_COUNT, process.env.LOAD_CONNECTIONS ?? 64, process.env.LOAD_RATE ?? 0].map(Number);
const keepsTimes = process.env.LOAD_TIMES === '1';

const requests = Array.from({ length: count }, (_, number) => {
  const body = benchEvent(LOAD_PREFIX, number);
  const headers = signedHeaders(LOAD_SECRET, `${LOAD_PREFIX}-${number}`, body);
  return requestBytes({ path: LOAD_PATH, host: `127.0.0.1:${LOAD_PORT}`, headers, body });
});
const latencies = new Float64Array(count);
const sentAt = keepsTimes ? new Array(count) : undefined;
const free = Array.from({ length: connections }, () => new RawConnection(Number(LOAD_PORT)));
const refused = new Map();

const startedAt = performance.now();
const startedAtNs = process.hrtime.bigint();
if (rate > 0) await openLoop();
else await closedLoop();
const elapsedMs = performance.now() - startedAt;
const result = { elapsedMs, startedAtNs: String(startedAtNs), refused: [...refused], latencies: keepsTimes ? [...latencies] : undefined, sentAt };
process.stdout.write(JSON.stringify(result), () => process.exit(0));

async function closedLoop() {
  let next = 0;
  await Promise.all(
    free.map(async (connection) => {
      while (next < count) {
        const number = next++;
        await send(connection, number, performance.now());
      }
    }),
  );
}

async function openLoop() {
  const sending = [];
  for (let number = 0; number < count; ) {
    const due = Math.min(count, Math.floor(((performance.now() - startedAt) * rate) / 1000) + 1);
    for (; number < due; number += 1) sending.push(sendOnFree(number, startedAt + (number * 1000) / rate));
    await new Promise((resolve) => (rate > 1000 ? setImmediate(resolve) : setTimeout(resolve, 1)));
  }
  await Promise.all(sending);
}

async function sendOnFree(number, dueAt) {
  const connection = free.pop() ?? new RawConnection(Number(LOAD_PORT));
  await send(connection, number, dueAt);
  free.push(connection);
}

async function send(connection, number, since) {
  if (sentAt) sentAt[number] = String(process.hrtime.bigint());
  const status = await connection.send(requests[number]);
  latencies[number] = performance.now() - since;
  if (status >= 300) refused.set(status, (refused.get(status) ?? 0) + 1);
}
