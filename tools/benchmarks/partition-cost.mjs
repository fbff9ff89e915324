// What partitions cost on the hot statements: `node tools/benchmarks/partition-cost.mjs [seconds] [rounds]` after a build.
// Every variant is a database of its own on one Postgres; rounds alternate between them, so that a busy minute of the
// machine hits all, in random order. One cycle = accept 64 events, claim 64 runs, commit 64 intents, commit 64 ends. docs/adr/0006.
import { createRequire } from 'node:module';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';

const require = createRequire(import.meta.url);
const { startThrowawayPostgres } = require('../../packages/embedded-postgres/dist/index.js');
const { acceptEvents, claimRuns, commitProgress, migrate } = require('../../packages/database/dist/index.js');
const { uuidv7 } = require('../../packages/kernel/dist/index.js');

const [seconds = 2, rounds = 4] = process.argv.slice(2).map(Number);
const BATCH = 64;
const CONNECTIONS = Number(process.env.CONNECTIONS ?? 3);
const DAY = 86_400_000;
const newId = () => uuidv7(Date.now(), randomBytes(10));
const boundOf = (ms) => uuidv7(ms, new Uint8Array(10)).replace(/-7000-8000-/, '-0000-0000-');

/** `VARIANTS="event=14;step_log=98,event=14"`: table=partitions, several tables per variant by comma. */
const asked = process.env.VARIANTS ?? ['event', 'step_log', 'run'].flatMap((table) => [1, 10, 90].map((count) => `${table}=${count}`)).join(';');
/** The second plain one is the control: what it differs from the first is noise. */
const variants = ['', '', ...asked.split(';')].map((text, nth) => ({
  name: text || (nth === 0 ? 'plain' : 'plain (control)'),
  parts: Object.fromEntries(text.split(',').filter(Boolean).map((part) => part.split('=')).map(([table, count]) => [table, Number(count)])),
}));

async function partition(client, table, count) {
  await client.query(`alter table ${table} rename to ${table}_old`);
  const key = table === 'step_log' ? 'run_id' : 'id';
  await client.query(`create table ${table} (like ${table}_old including defaults including constraints) partition by range (${key})`);
  await client.query(`alter table ${table} add primary key (${table === 'step_log' ? 'run_id, step_id, attempt' : 'id'})`);
  if (table === 'event') await client.query(`create index on event (organization_id, id) where state <> 'routed'`);
  if (table === 'run') {
    await client.query('create index on run (flow_id, id)');
    await client.query(`create index on run (organization_id, id) where status in ('waiting','needs-attention')`);
    await client.query('create index on run (event_id)');
  }
  await client.query(`drop table ${table}_old`);
  const last = Math.floor(Date.now() / DAY) * DAY + DAY;
  for (let nth = 0; nth < count; nth += 1) {
    const to = last - nth * DAY;
    await client.query(`create table ${table}_p${nth} partition of ${table} for values from ('${boundOf(to - DAY)}') to ('${boundOf(to)}')`);
  }
  await client.query(`create table ${table}_default partition of ${table} default`);
}

async function open(server, variant, nth) {
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  await admin.query(`create database v${nth}`);
  await admin.end();
  const url = new URL(server.url);
  url.pathname = `/v${nth}`;
  await migrate(url.toString());
  const pool = new pg.Pool({ connectionString: url.toString(), max: CONNECTIONS, options: process.env.PLANS ? `-c plan_cache_mode=${process.env.PLANS}` : undefined });
  pool.on('error', () => undefined); // The server stops under idle connections at the end.
  const client = await pool.connect();
  for (const [table, count] of Object.entries(variant.parts)) await partition(client, table, count);
  const source = await seed(client);
  client.release();
  return { ...variant, pool, source, worker: newId(), times: { accept: [], claim: [], intent: [], end: [] }, runs: [], cpu: [] };
}

async function seed(client) {
  const [org, env, source, flow, version, deployment] = Array.from({ length: 6 }, newId);
  await client.query(`insert into organization (id, name) values ($1, 'o')`, [org]);
  await client.query(`insert into environment (id, organization_id, key, name, kind, position) values ($1, $2, 's', 's', 'sandbox', 1)`, [env, org]);
  await client.query(`insert into intake_source (id, organization_id, environment_id, path, connector, trigger, trigger_version, settings) values ($1, $2, $3, 'p', 'c', 't', 1, '{}')`, [source, org, env]);
  await client.query(`insert into flow (id, organization_id, name) values ($1, $2, 'f')`, [flow, org]);
  await client.query(`insert into flow_version (id, organization_id, flow_id, number, hash, document, note, created_by) values ($1, $2, $3, 1, 'h', '{}', '', 'b')`, [version, org, flow]);
  await client.query(`insert into deployment (id, organization_id, environment_id, flow_id, flow_version_id, status, deployed_by) values ($1, $2, $3, $4, $5, 'active', 'b')`, [deployment, org, env, flow, version]);
  await client.query(`insert into subscription (intake_source_id, deployment_id, organization_id, environment_id, flow_id, flow_version_id, active) values ($1, $2, $3, $4, $5, $6, true)`, [source, deployment, org, env, flow, version]);
  return { org, env, source };
}

const payload = JSON.stringify({ invoice: 'WEB-1001', amount: '19.99', note: 'x'.repeat(300) });
const fill = (value) => Array.from({ length: BATCH }, () => value);
const each = (make) => Array.from({ length: BATCH }, (_, nth) => make(nth));

async function timed(db, what, query) {
  const start = performance.now();
  const result = await query;
  db.times[what].push(performance.now() - start);
  return result;
}

async function cycle(db, client) {
  const { org, env, source } = db.source;
  const ids = each(newId);
  const hashes = ids.map((id) => createHash('sha256').update(id).digest().subarray(0, 16));
  await timed(db, 'accept', client.query({ ...acceptEvents, values: [ids, fill(org), fill(env), fill(source), fill('p'), fill(''), hashes, ids, fill(payload), fill('{}'), fill(false), db.worker, each(newId)] }));
  const { rows } = await timed(db, 'claim', client.query({ ...claimRuns, values: [db.worker, BATCH, [], BATCH] }));
  const runs = rows.map(({ run_id, epoch }) => ({ id: run_id, epoch }));
  await timed(db, 'intent', client.query({ ...commitProgress, values: progress(db, runs, 'continue') }));
  await timed(db, 'end', client.query({ ...commitProgress, values: progress(db, runs, 'finish') }));
  return runs.length;
}

function progress(db, runs, kind) {
  const { org, env } = db.source;
  const isIntent = kind === 'continue';
  const of = (make) => runs.map(make);
  const iff = (condition, make) => (condition ? of(make) : []);
  const now = Date.now();
  const steps = isIntent ? ['map'] : ['post', 'end'];
  const journal = steps.flatMap((step) => runs.map((run) => ({ run, step })));
  const effect = (run) => (run.effect ??= newId());
  return [
    db.worker, of((r) => r.id), of((r) => r.epoch), of(() => kind), of(() => null), of(() => (isIntent ? null : 'succeeded')), of(() => null),
    journal.map(({ run }) => run.id), journal.map(({ step }) => step), journal.map(() => 1), journal.map(() => 'succeeded'), journal.map(() => 'default'),
    journal.map(() => payload), journal.map(() => payload), journal.map(() => null), journal.map(() => now), journal.map(() => now),
    iff(!isIntent, (r) => r.id), iff(!isIntent, effect), iff(!isIntent, () => 'DONE'), iff(!isIntent, () => 'INTENT'), iff(!isIntent, () => null), iff(!isIntent, () => 0), iff(!isIntent, () => 0), iff(!isIntent, () => 'r'), iff(!isIntent, () => '{}'), iff(!isIntent, () => null), iff(!isIntent, () => 'answer'),
    iff(isIntent, effect), iff(isIntent, () => org), iff(isIntent, () => env), iff(isIntent, (r) => r.id), iff(isIntent, () => 'post'), iff(isIntent, () => 1), iff(isIntent, () => org), iff(isIntent, () => 's'), iff(isIntent, () => 'c'), iff(isIntent, () => 'a'), iff(isIntent, () => 1), iff(isIntent, () => 'L'), iff(isIntent, () => 'ledger'), iff(isIntent, (r) => r.id), iff(isIntent, () => '19.99'), iff(isIntent, () => 'USD'), iff(isIntent, () => payload), iff(isIntent, () => 'aa'), iff(isIntent, (r) => r.epoch),
  ];
}

async function measure(db) {
  const start = performance.now();
  const until = start + seconds * 1000;
  let runs = 0;
  let cpuMs = 0;
  const workers = Array.from({ length: CONNECTIONS }, async () => {
    const client = await db.pool.connect();
    const before = cpuOf(client.processID);
    while (performance.now() < until) runs += await cycle(db, client);
    cpuMs += cpuOf(client.processID) - before;
    client.release();
  });
  await Promise.all(workers);
  db.cpu.push((cpuMs / runs) * 1000);
  return (runs / (performance.now() - start)) * 1000;
}

/** Processor time of a server process in ms: what neighbours on the machine do not change much. 10 ms ticks. */
function cpuOf(pid) {
  const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return (user + system) * 10;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

async function locksOf(db) {
  const client = await db.pool.connect();
  await client.query('begin');
  await cycle(db, client);
  const { rows } = await client.query(`select count(*)::int as n from pg_locks where pid = pg_backend_pid() and locktype = 'relation'`);
  await client.query('rollback');
  client.release();
  return rows[0].n;
}

const server = await startThrowawayPostgres(['fsync=on', 'synchronous_commit=on', 'shared_buffers=256MB', 'max_wal_size=2GB']);
try {
  const dbs = [];
  for (const [nth, variant] of variants.entries()) dbs.push(await open(server, variant, nth));
  for (const db of dbs) {
    await measure(db); // warm: the plans become what they stay
    for (const list of [...Object.values(db.times), db.cpu]) list.length = 0;
  }
  for (let round = 0; round < rounds; round += 1) {
    const order = dbs.map((db) => [Math.random(), db]).sort(([a], [b]) => a - b).map(([, db]) => db);
    for (const db of order) db.runs.push(await measure(db));
  }
  // Round by round against the plain one of the same round: a busy minute hits both.
  const ratios = (db, of) => db[of].map((value, round) => (value / dbs[0][of][round]) * 100).sort((a, b) => a - b);
  const against = (db, of) => {
    const all = ratios(db, of);
    const at = (part) => all[Math.floor((all.length - 1) * part)].toFixed(0);
    return `${at(0.5)} % (${at(0.25)}-${at(0.75)})`.padStart(15);
  };
  console.log('variant                  runs/s  vs plain   server us/run  vs plain   p50 ms: accept claim intent end   relation locks');
  for (const db of dbs) {
    const times = ['accept', 'claim', 'intent', 'end'].map((what) => median(db.times[what]).toFixed(1).padStart(6)).join(' ');
    const rate = median(db.runs);
    console.log(`${db.name.padEnd(24)} ${rate.toFixed(0).padStart(6)}  ${against(db, 'runs')}   ${median(db.cpu).toFixed(0).padStart(5)}  ${against(db, 'cpu')}      ${times}   ${await locksOf(db)}`);
  }
  for (const db of dbs) await db.pool.end();
} finally {
  await server.stop();
}
