// A process of its own: sends N signed events over 64 connections and prints how long it took until the last 2xx.
import { Pool } from 'undici';
import { benchEvent, signedHeaders } from './bench-event.mjs';

const { BENCH_ORIGIN, BENCH_PATH, BENCH_SECRET, BENCH_PREFIX, BENCH_COUNT } = process.env;
const CONNECTIONS = 64;
const pool = new Pool(BENCH_ORIGIN, { connections: CONNECTIONS, pipelining: 1 });
const count = Number(BENCH_COUNT);
let next = 0;

async function sendAll() {
  while (next < count) {
    const number = next++;
    const body = benchEvent(BENCH_PREFIX, number);
    const headers = signedHeaders(BENCH_SECRET, `${BENCH_PREFIX}-${number}`, body);
    const answer = await pool.request({ method: 'POST', path: BENCH_PATH, headers, body });
    await answer.body.dump();
    if (answer.statusCode >= 300) throw new TypeError(`the receiver answered ${answer.statusCode}`);
  }
}

const startedAt = performance.now();
await Promise.all(Array.from({ length: CONNECTIONS }, sendAll));
console.log(JSON.stringify({ elapsedMs: performance.now() - startedAt }));
await pool.close();
