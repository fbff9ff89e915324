// What one installation keeps in PENSTOCK_HOME beside its data: secrets made at the first start, the last port, logs.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFailure } from './start-failure.mjs';

const DEFAULT_ADMIN_EMAIL = 'owner@penstock.example';
const LOG_KEPT_BYTES = 20 * 1024 * 1024;

export function prepareHome(home) {
  try {
    mkdirSync(join(home, 'logs'), { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartFailure(
      `The folder ${home} cannot be written (${error.code}).\nMake it writable, or set PENSTOCK_HOME to a folder that is.`,
    );
  }
}

/**
 * Secrets given in the environment win; the others are made once and kept, readable by the owner only.
 * `introduced`: the intake secret has been shown already.
 */
export function loadSecrets(home, env) {
  const file = join(home, 'secrets.json');
  const kept = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {};
  const all = { introduced: false, ...newSecrets(), ...kept };
  if (Object.keys(all).some((name) => !(name in kept))) writePrivately(file, all);
  return {
    introduced: all.introduced,
    masterKey: env.PENSTOCK_MASTER_KEY || all.masterKey,
    // What is stored already stays readable when a key of one's own takes over.
    olderMasterKeys: [env.PENSTOCK_MASTER_KEYS, env.PENSTOCK_MASTER_KEY && all.masterKey].filter(Boolean).join(','),
    demoIntakeSecret: env.PENSTOCK_DEMO_INTAKE_SECRET || all.demoIntakeSecret,
    adminEmail: env.PENSTOCK_ADMIN_EMAIL || all.adminEmail,
    adminPassword: env.PENSTOCK_ADMIN_PASSWORD || all.adminPassword,
  };
}

/** Called once a start has shown them, so that a first start that failed half-way shows them next time. */
export function markIntroduced(home) {
  const file = join(home, 'secrets.json');
  writePrivately(file, { ...JSON.parse(readFileSync(file, 'utf8')), introduced: true });
}

function newSecrets() {
  return {
    masterKey: randomBytes(32).toString('base64'),
    // Form of the Standard Webhooks specification.
    demoIntakeSecret: `whsec_${randomBytes(24).toString('base64')}`,
    adminEmail: DEFAULT_ADMIN_EMAIL,
    adminPassword: randomBytes(12).toString('base64url'),
  };
}

export function lastPort(home) {
  const file = join(home, 'port');
  const port = existsSync(file) ? Number(readFileSync(file, 'utf8')) : undefined;
  return Number.isInteger(port) && port > 0 ? port : undefined;
}

/** Kept, so that addresses given to shops and gateways still hold after a restart. */
export function rememberPort(home, port) {
  writePrivately(join(home, 'port'), port);
}

/** Opens a child's log for appending; one that has grown large starts anew. */
export function openLog(home, name) {
  const path = join(home, 'logs', `${name}.log`);
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return { path, handle: openSync(path, size > LOG_KEPT_BYTES ? 'w' : 'a', 0o600) };
}

/** Written aside and renamed, so that a crash leaves the old content or the new, never half of it. */
export function writePrivately(file, value) {
  writeFileSync(`${file}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
