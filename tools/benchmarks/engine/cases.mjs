import { setTimeout as delay } from 'node:timers/promises';
import { startProgram, waitFor } from '../processes.mjs';
import { cpuMicros, residentBytes } from './measuring/cpu-time.mjs';
import { completeLoad, sendLoad } from './measuring/load.mjs';
import { installPlatform, startPlatform, withPlatform } from './world/platform.mjs';

/** Each case gets a fresh Postgres and remote, and answers rows of the table. */
export const cases = [
  { name: 'runs', measure: measureRuns },
  { name: 'effects', measure: measureThreeEffects },
  { name: 'intake', measure: measureIntake },
  { name: 'latency', measure: measureLatency },
  { name: 'split', measure: measureSplit },
  { name: 'history', measure: measureHistory },
  { name: 'snapshot', measure: measureSnapshot },
  { name: 'recovery', measure: measureRecovery },
];

const SECRET = 'whsec_YmVuY2htYXJrLXNlY3JldA==';
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const percentile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const whole = (value) => Math.round(value).toLocaleString('en-US');
const ms = (value) => `${value.toFixed(1)} ms`;
const isIdle = (world, database) => async () => (await world.query(database, 'select count(*)::int as n from run_queue'))[0].n === 0;

/** Complete runs beside the hand-written program: rounds in turn, on one machine, in one run. */
async function measureRuns(world, { isQuick }) {
  const [count, rounds] = isQuick ? [2_000, 3] : [6_000, 5];
  const platform = await installPlatform(world, { database: 'platform' });
  const product = await startPlatform(platform);
  const rival = await startHandwritten(world, 'handwritten');
  const measured = { product: [], rival: [], cpu: [], postgres: [], wal: [], ratio: [] };
  let resident = 0;
  try {
    await completeLoad(platform, { prefix: 'W', count: 2_000 }, isIdle(world, 'platform'));
    await rival.complete('WH', 2_000);
    for (let round = 0; round < rounds; round += 1) {
      const before = await usage(world, product.pids);
      const runs = await completeLoad(platform, { prefix: `R${round}`, count }, isIdle(world, 'platform'));
      const after = await usage(world, product.pids);
      resident = Math.max(resident, residentBytes(product.pids));
      const other = await rival.complete(`H${round}`, count);
      measured.product.push(runs.completedPerSecond);
      measured.rival.push(other);
      measured.ratio.push(runs.completedPerSecond / other);
      measured.cpu.push((after.node - before.node) / count);
      measured.postgres.push((after.postgres - before.postgres) / count);
      measured.wal.push((after.wal - before.wal) / count);
    }
  } finally {
    await product.stop();
    await rival.stop();
  }
  const [rate, other, ratio] = [measured.product, measured.rival, measured.ratio].map(median);
  const cpu = median(measured.cpu.map((node, index) => node + measured.postgres[index]));
  return [
    { figure: 'complete runs/s, 1 effect', product: whole(rate), limit: `hand-written ${whole(other)}, ratio ${ratio.toFixed(2)}`, target: '≥ 1,500 and ≥ 0.7 of it', isReached: rate >= 1_500 && ratio >= 0.7 },
    { figure: 'CPU a run, Postgres included', product: `${(cpu / 1000).toFixed(2)} ms (platform ${whole(median(measured.cpu))} µs, Postgres ${whole(median(measured.postgres))} µs)`, target: '≤ 1.2 ms', isReached: cpu <= 1_200 },
    { figure: 'WAL a run', product: `${whole(median(measured.wal))} bytes` },
    { figure: 'memory of the platform at full load', product: `${whole(resident / 1e6)} MB`, target: '< 400 MB', isReached: resident < 400e6 },
  ];
}

async function measureThreeEffects(world, { isQuick }) {
  const [count, rounds] = isQuick ? [800, 2] : [2_500, 3];
  const platform = await installPlatform(world, { database: 'platform', effects: 3 });
  const rates = await withPlatform(platform, {}, async () => {
    await completeLoad(platform, { prefix: 'W', count: 500 }, isIdle(world, 'platform'));
    return inTurn(rounds, async (round) => (await completeLoad(platform, { prefix: `R${round}`, count }, isIdle(world, 'platform'))).completedPerSecond);
  });
  return [{ figure: 'complete runs/s, 3 effects', product: whole(median(rates)) }];
}

/** Durable intakes beside the same rows inserted in batches by one bare client, and beside the hand-written intake. */
async function measureIntake(world, { isQuick }) {
  const [count, rounds] = isQuick ? [4_000, 3] : [12_000, 5];
  const platform = await installPlatform(world, { database: 'platform' });
  const rival = await startHandwritten(world, 'handwritten', { INTAKE_ONLY: '1' });
  const [product, other, acks] = [[], [], []];
  await withPlatform(platform, { role: 'api' }, async () => {
    await sendLoad(platform, { prefix: 'W', count: 2_000, connections: 128 });
    for (let round = 0; round < rounds; round += 1) {
      product.push((await sendLoad(platform, { prefix: `I${round}`, count, connections: 128 })).perSecond);
      other.push((await sendLoad(rival.target, { prefix: `H${round}`, count, connections: 128 })).perSecond);
    }
    const half = await sendLoad(platform, { prefix: 'HALF', count: Math.floor(median(product)), rate: median(product) / 2, times: true });
    acks.push(percentile(half.latencies, 0.99));
  });
  await rival.stop();
  const rows = await bareInserts(world, count);
  const rate = median(product);
  return [
    { figure: 'durable intakes/s over HTTP', product: whole(rate), limit: `hand-written ${whole(median(other))}; bare batched insert of two rows each ${whole(rows)}`, target: '≥ 6,000', isReached: rate >= 6_000 },
    { figure: 'acknowledgement p99 at half load', product: ms(acks[0]), target: '< 25 ms', isReached: acks[0] < 25 },
  ];
}

async function bareInserts(world, count) {
  await world.createDatabase('bare');
  await world.query('bare', 'create table bare (id bigint primary key, body text not null); create table bare_key (id bigint primary key)');
  const startedAt = performance.now();
  for (let first = 0; first < count; first += 256) {
    await world.query('bare', `with k as (insert into bare_key select g from generate_series($1::bigint, $2::bigint) g returning id) insert into bare select id, repeat('x', 1200) from k`, [first, Math.min(count, first + 256) - 1]);
  }
  return (count / (performance.now() - startedAt)) * 1000;
}

/** One at a time, then an open loop at a given rate; event → post is taken at the remote, on the same monotonic clock. */
async function measureLatency(world, { isQuick }) {
  const platform = await installPlatform(world, { database: 'platform' });
  return withPlatform(platform, {}, async () => {
    await completeLoad(platform, { prefix: 'W', count: 2_000 }, isIdle(world, 'platform'));
    await world.arrivals();
    const alone = await sendLoad(platform, { prefix: 'ONE', count: isQuick ? 100 : 300, connections: 1, times: true });
    await delay(500);
    const lone = await postLatencies(world, alone, 'ONE');
    const rows = [{ figure: 'one at a time', product: `ack p50 ${ms(percentile(alone.latencies, 0.5))}, p99 ${ms(percentile(alone.latencies, 0.99))}; event → post p50 ${ms(percentile(lone, 0.5))}, p99 ${ms(percentile(lone, 0.99))}` }];
    for (const rate of [20, 200]) {
      const sent = await sendLoad(platform, { prefix: `L${rate}`, count: rate * (isQuick ? 5 : 15), rate, times: true });
      await delay(1_000);
      const posts = await postLatencies(world, sent, `L${rate}`);
      const [p50, p99] = [percentile(posts, 0.5), percentile(posts, 0.99)];
      rows.push({ figure: `event → ERP post at ${rate}/s`, product: `p50 ${ms(p50)}, p99 ${ms(p99)}`, target: 'p50 ≤ 5 ms, p99 ≤ 15 ms', isReached: p50 <= 5 && p99 <= 15 });
    }
    return rows;
  });
}

async function postLatencies(world, { sentAt }, prefix) {
  const arrivals = await world.arrivals();
  const latencies = sentAt.flatMap((at, number) => {
    const arrived = arrivals.get(`${prefix}-${number}`);
    return arrived === undefined ? [] : [Number(BigInt(arrived) - BigInt(at)) / 1e6];
  });
  if (latencies.length < sentAt.length * 0.99) throw new TypeError(`only ${latencies.length} of ${sentAt.length} posts were seen`);
  return latencies;
}

async function measureSplit(world, { isQuick }) {
  const count = isQuick ? 1_500 : 4_000;
  const rates = [];
  for (const workers of [1, 2]) {
    const platform = await installPlatform(world, { database: `split${workers}` });
    rates.push(
      await withPlatform(platform, { role: 'api', workers }, async () => {
        await completeLoad(platform, { prefix: 'W', count: 1_000 }, isIdle(world, `split${workers}`));
        return median(await inTurn(3, async (round) => (await completeLoad(platform, { prefix: `R${round}`, count }, isIdle(world, `split${workers}`))).completedPerSecond));
      }),
    );
  }
  return [{ figure: 'complete runs/s, API apart, 1 and 2 workers', product: `${whole(rates[0])} and ${whole(rates[1])}`, limit: 'two cores carry all of it' }];
}

/** The same load on an empty and on a full database, in turn. */
async function measureHistory(world, { isQuick }) {
  const count = isQuick ? 1_500 : 4_000;
  const platform = await installPlatform(world, { database: 'platform' });
  return withPlatform(platform, {}, async () => {
    const load = async (prefix) => median(await inTurn(3, async (round) => (await completeLoad(platform, { prefix: `${prefix}${round}`, count }, isIdle(world, 'platform'))).completedPerSecond));
    await load('W');
    const empty = await load('E');
    const rows = [];
    for (const [size, label] of isQuick ? [[100_000, '10⁵']] : [[100_000, '10⁵'], [1_000_000, '10⁶']]) {
      await fillHistory(world, size);
      const ratio = (await load(`F${size}`)) / empty;
      rows.push({ figure: `throughput with ${label} runs of history`, product: `${ratio.toFixed(2)} of the empty database`, ...(size === 1_000_000 && { target: '≥ 0.9', isReached: ratio >= 0.9 }) });
    }
    return rows;
  });
}

async function fillHistory(world, size) {
  const id = `(lpad(to_hex((extract(epoch from now() - interval '1 day') * 1000)::bigint), 12, '0') || '7' || substr(md5(g::text || $2), 1, 19))::uuid`;
  const [{ organization_id, environment_id, flow_id, flow_version_id, id: deployment }] = await world.query('platform', `select organization_id, environment_id, flow_id, flow_version_id, id from deployment limit 1`);
  const range = `generate_series(1, $1::int) g`;
  await world.query('platform', `insert into event (id, organization_id, environment_id, path, channel, dedupe_key, state, payload) select ${id}, '${organization_id}', '${environment_id}', 'bench', '', g::text, 'routed', repeat('x', 900) from ${range}`, [size, `e${size}`]);
  await world.query('platform', `insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status, attempts, finished_at) select ${id}, '${organization_id}', '${environment_id}', '${flow_id}', '${flow_version_id}', '${deployment}', ${id}, 'succeeded', 1, now() from ${range}`, [size, `r${size}`]);
  await world.query('platform', `insert into step_log (run_id, step_id, attempt, status, port, output, started_at, finished_at) select ${id}, 'map', 1, 'succeeded', 'default', repeat('y', 300), now(), now() from ${range}`, [size, `r${size}`]);
  await world.query('platform', `insert into effect (id, organization_id, environment_id, run_id, step_id, attempt, connection_id, scope, connector, action, action_version, class, kind, business_key, request, request_hash, state, epoch) select ${id}, '${organization_id}', '${environment_id}', ${id}, 'post', 1, '${flow_id}', 'history', 'prophet21', 'post-gl-journal', 1, 'L', 'ledger', $2 || g, repeat('z', 500), '\\x00', 'DONE', 1 from ${range}`, [size, `f${size}`]);
  await world.query('platform', 'analyze');
}

async function measureSnapshot(world, { isQuick }) {
  const count = isQuick ? 2_000 : 6_000;
  const platform = await installPlatform(world, { database: 'platform' });
  return withPlatform(platform, {}, async () => {
    const load = async (prefix) => (await completeLoad(platform, { prefix, count }, isIdle(world, 'platform'))).completedPerSecond;
    await load('W');
    const free = median([await load('A'), await load('B')]);
    const held = world.query('platform', `begin isolation level repeatable read; select count(*) from run; select pg_sleep(${isQuick ? 20 : 45}); commit`).catch(() => undefined);
    await delay(500);
    const open = median([await load('C'), await load('D'), await load('E')]);
    void held;
    return [{ figure: 'throughput beside an open snapshot', product: `${(open / free).toFixed(2)} of without`, target: '> 0.7 (scaled: tens of seconds, not 30 minutes)', isReached: open / free > 0.7 }];
  });
}

async function measureRecovery(world, { isQuick }) {
  const platform = await installPlatform(world, { database: 'platform' });
  const times = await inTurn(isQuick ? 1 : 3, async (round) => {
    const running = await startPlatform(platform);
    await sendLoad(platform, { prefix: `B${round}`, count: 500 });
    running.kill();
    await delay(50);
    const startedAt = performance.now();
    const again = await startPlatform(platform);
    await sendLoad(platform, { prefix: `A${round}`, count: 1, connections: 1 });
    const tookMs = performance.now() - startedAt;
    await again.stop();
    return tookMs;
  });
  const took = median(times);
  return [{ figure: 'kill -9 → ready and acknowledging', product: `${(took / 1000).toFixed(2)} s (the sender’s own start included)`, target: '< 2 s', isReached: took < 2_000 }];
}

async function usage(world, pids) {
  const [{ lsn }] = await world.query('platform', `select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as lsn`);
  return { node: cpuMicros(pids), postgres: cpuMicros([world.postgresPid]), wal: lsn };
}

async function inTurn(rounds, measure) {
  const results = [];
  for (let round = 0; round < rounds; round += 1) results.push(await measure(round));
  return results;
}

/** The program of an afternoon: same events, same durability, nothing to see. */
async function startHandwritten(world, database, extra = {}) {
  await world.createDatabase(database);
  const port = world.ports.limit;
  const program = startProgram('tools/benchmarks/handwritten.mjs', {
    DATABASE_URL: world.databaseUrl(database), PORT: String(port), BENCH_SECRET: SECRET, PROPHET21_URL: world.remoteUrl, INTAKE_ONLY: '', ...extra,
  });
  await waitFor('the hand-written program answering', async () => (await fetch(`http://127.0.0.1:${port}/`)).ok);
  const target = { port, path: '/hook', secret: SECRET };
  const isDone = async () => (await world.query(database, 'select count(*)::int as n from payment where result is null'))[0].n === 0;
  return {
    target,
    complete: async (prefix, count) => (await completeLoad(target, { prefix, count }, isDone)).completedPerSecond,
    stop: () => program.stop(),
  };
}

