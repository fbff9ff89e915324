import { join } from 'node:path';
import { runProgram, startProgram, waitFor } from '../../processes.mjs';
import { PROGRAM_FLAGS } from '../../../start/node-flags.mjs';
import { benchFlow } from './bench-flows.mjs';

const API_KEY = 'pk_benchmark_0123456789abcdef0123456789abcdef';

/** One installation of the platform on a database of its own, with the benchmark's flow deployed. */
export async function installPlatform(world, { database, effects = 1, lane = false, env: extra = {}, root = '' }) {
  await world.createDatabase(database);
  const env = {
    DATABASE_URL: world.databaseUrl(database),
    PORT: String(world.ports.platform),
    // One of its own: an installation that meets another database than it has seen holds its sending (ADR 7).
    PENSTOCK_HOME: join(world.home, database),
    PENSTOCK_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    PENSTOCK_ADMIN_EMAIL: 'bench@penstock.example',
    PENSTOCK_ADMIN_PASSWORD: 'bench-password-1234',
    PENSTOCK_BOOTSTRAP_API_KEY: API_KEY,
    PENSTOCK_DEMO: '0',
    PENSTOCK_ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    NODE_ENV: 'production',
    ...extra,
  };
  await runProgram(`${root}apps/api/dist/migrate.js`, env);
  const platform = { database, env, port: world.ports.platform, path: '/hooks/sandbox/bench', root };
  const secret = await withPlatform(platform, { role: 'api' }, () =>
    deploy(platform, world, benchFlow({ effects, lane })),
  );
  return { ...platform, secret };
}

/** Runs `work` while the platform is up, in one process or as one with workers beside it. */
export async function withPlatform(platform, options, work) {
  const running = await startPlatform(platform, options);
  try {
    return await work(running);
  } catch (error) {
    throw new TypeError(`${error.message}\n${running.output()}`, { cause: error });
  } finally {
    await running.stop();
  }
}

export async function startPlatform(
  { env, port, root },
  { role = 'all', workers = 0, nodeFlags = PROGRAM_FLAGS } = {},
) {
  const api = startProgram(`${root}apps/api/dist/main.js`, { ...env, PENSTOCK_ROLE: role }, nodeFlags);
  const others = Array.from({ length: workers }, () =>
    startProgram(`${root}apps/worker/dist/main.js`, { ...env, PENSTOCK_ROLE: 'worker' }, nodeFlags),
  );
  const programs = [api, ...others];
  await waitFor('Penstock being ready', async () => {
    const ended = programs.find((program) => program.hasEnded());
    if (ended) throw new TypeError(`Penstock ended: ${ended.output}`);
    return (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  });
  return {
    pids: programs.map(({ pid }) => pid),
    output: () => programs.map(({ output }) => output).join('\n'),
    kill: () => programs.forEach((program) => program.kill('SIGKILL')),
    stop: async () => {
      await Promise.all(programs.map((program) => program.stop()));
    },
  };
}

async function deploy({ port }, world, document) {
  const api = (method, path, body) => call(`http://127.0.0.1:${port}`, { method, path, body });
  await api('POST', 'connections', {
    name: 'Prophet 21',
    connector: 'prophet21',
    environment: 'sandbox',
    slot: 'erp',
    // One request a journal, as the hand-written program sends: reading back and asking for the period are further ones.
    settings: {
      baseUrl: world.remoteUrl,
      username: 'penstock',
      companyId: 'HSC',
      readBack: 'when-needed',
      checkPeriod: 'never',
    },
    secrets: { password: 'hollander-demo' },
  });
  const flow = await api('POST', 'flows', { name: 'Benchmark', document });
  const draft = await api('GET', `flows/${flow.id}/draft`);
  const version = await api('POST', `flows/${flow.id}/versions`, { note: 'benchmark', revision: draft.revision });
  const deployed = await api('POST', 'deployments', {
    flowId: flow.id,
    versionNumber: version.number,
    environment: 'sandbox',
  });
  return deployed.intakeSecret;
}

async function call(origin, { method, path, body }) {
  const headers = { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  const answer = await fetch(`${origin}/api/v1/${path}`, {
    method,
    headers,
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new TypeError(`${method} ${path} answered ${answer.status}: ${text}`);
  return JSON.parse(text);
}
