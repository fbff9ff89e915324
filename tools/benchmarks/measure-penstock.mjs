import { onServer } from './benchmark-world.mjs';
import { journalFlow } from './journal-flow.mjs';
import { runProgram, startProgram, waitFor } from './processes.mjs';

const API_KEY = 'pk_benchmark_0123456789abcdef0123456789abcdef';
let round = 0;

/** The platform as `npm start` runs it, with the same flow as the hand-written program. */
export async function measurePenstock(world, events) {
  round += 1;
  const database = `penstock_${round}`;
  await world.createDatabase(database);
  const env = {
    DATABASE_URL: world.databaseUrl(database),
    PORT: String(world.port),
    PENSTOCK_HOME: world.home,
    PENSTOCK_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    PENSTOCK_ADMIN_EMAIL: 'bench@penstock.example',
    PENSTOCK_ADMIN_PASSWORD: 'bench-password-1234',
    PENSTOCK_BOOTSTRAP_API_KEY: API_KEY,
    PENSTOCK_DEMO: '0',
    PENSTOCK_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    NODE_ENV: 'production',
  };
  await runProgram('apps/api/dist/migrate.js', env);
  const secret = await withApi(env, 'api', (api) => deploy(api, world));
  const intake = await withApi(env, 'api', () => send(world, secret, { events, prefix: `I${round}` }));
  await onServer(env.DATABASE_URL, (session) => session.query('truncate run_queue'));
  const runs = await withApi(env, 'all', () => completeRuns(world, secret, { events, prefix: `R${round}`, url: env.DATABASE_URL }));
  return { intake, runs };
}

async function withApi(env, role, work) {
  const program = startProgram('apps/api/dist/main.js', { ...env, PENSTOCK_ROLE: role });
  const origin = `http://127.0.0.1:${env.PORT}`;
  try {
    await waitFor('Penstock being ready', async () => {
      if (program.hasEnded()) throw new TypeError(`Penstock ended: ${program.output}`);
      return (await fetch(`${origin}/health/ready`)).ok;
    });
    return await work((method, path, body) => call(origin, { method, path, body }));
  } catch (error) {
    throw new TypeError(`${error.message}\n${program.output}`, { cause: error });
  } finally {
    await program.stop();
  }
}

async function call(origin, { method, path, body }) {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/api/v1/${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  if (!answer.ok) throw new TypeError(`${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}

async function deploy(api, world) {
  await api('POST', 'connections', {
    name: 'Prophet 21',
    connector: 'prophet21',
    environment: 'sandbox',
    slot: 'erp',
    // One request a journal, as the hand-written program sends: reading back is a second one.
    settings: { baseUrl: world.prophet21Url, username: 'penstock', companyId: 'HSC', readBack: 'when-needed' },
    secrets: { password: 'hollander-demo' },
  });
  const flow = await api('POST', 'flows', { name: 'Benchmark', document: journalFlow });
  const draft = await api('GET', `flows/${flow.id}/draft`);
  const version = await api('POST', `flows/${flow.id}/versions`, { note: 'benchmark', revision: draft.revision });
  const deployed = await api('POST', 'deployments', { flowId: flow.id, versionNumber: version.number, environment: 'sandbox' });
  return deployed.intakeSecret;
}

/** @returns acknowledged events per second. */
async function send(world, secret, { events, prefix }) {
  const sent = JSON.parse(
    await runProgram('tools/benchmarks/sender.mjs', {
      BENCH_ORIGIN: `http://127.0.0.1:${world.port}`,
      BENCH_PATH: '/hooks/sandbox/bench',
      BENCH_SECRET: secret,
      BENCH_PREFIX: prefix,
      BENCH_COUNT: String(events),
    }),
  );
  return (events / sent.elapsedMs) * 1000;
}

async function completeRuns(world, secret, { events, prefix, url }) {
  const perSecond = await send(world, secret, { events, prefix });
  const sendingBegan = performance.now() - (events / perSecond) * 1000;
  await onServer(url, (session) =>
    waitFor('all runs succeeding', async () => {
      const { rows } = await session.query(
        `select count(*)::int as done from run r join event e on e.id = r.event_id where r.status = 'succeeded' and e.dedupe_key like $1`,
        [`%${prefix}-%`],
      );
      return rows[0].done === events;
    }),
  );
  return (events / (performance.now() - sendingBegan)) * 1000;
}
