// The programs of the platform: which run in which role, with which environment, and how the schema gets ready.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../workspace.mjs';
import { StartFailure } from './start-failure.mjs';

const main = (app) => join(ROOT, 'apps', app, 'dist', 'main.js');

/** In the role `all` one process receives events and works on them, so that a run starts without a hand-over. */
export function programsFor({ role, demo }) {
  const simulators = demo && role !== 'worker' ? [{ name: 'Simulators', program: main('simulators') }] : [];
  const platform =
    role === 'worker' ? { name: 'Worker', program: main('worker') } : { name: 'API', program: main('api') };
  return [...simulators, platform];
}

export function environmentFor(settings, { port, database, secrets }) {
  const inherited = Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name));
  return {
    NODE_ENV: 'production',
    PENSTOCK_PUBLIC_URL: `http://localhost:${port}`,
    ...Object.fromEntries(inherited),
    PORT: String(port),
    DATABASE_URL: database.url,
    // Only the bundled database stands on this machine for sure: how full its disk is, is watched.
    ...(database.dataFolder && { PENSTOCK_DATABASE_FOLDER: database.dataFolder }),
    PENSTOCK_HOME: settings.home,
    PENSTOCK_ROLE: settings.role,
    PENSTOCK_DEMO: settings.demo ? '1' : '0',
    PENSTOCK_MASTER_KEY: secrets.masterKey,
    PENSTOCK_MASTER_KEYS: secrets.olderMasterKeys,
    PENSTOCK_DEMO_INTAKE_SECRET: secrets.demoIntakeSecret,
    PENSTOCK_ADMIN_EMAIL: secrets.adminEmail,
    PENSTOCK_ADMIN_PASSWORD: secrets.adminPassword,
  };
}

/** Brings the schema up to date and seeds the demo company; safe to repeat and to run twice at once. */
export function migrate(env) {
  const options = { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--enable-source-maps', join(ROOT, 'apps/api/dist/migrate.js')],
    options,
  );
  if (status === 0) return;
  throw new StartFailure(`The database could not be brought up to date; nothing was started.\n${stdout}${stderr}`);
}
