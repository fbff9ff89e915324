// Reads what the person asked for from the environment. Every refusal says what to do.
import { resolve } from 'node:path';
import { ROOT } from '../workspace.mjs';
import { StartFailure } from './start-failure.mjs';

const ROLES = ['all', 'api', 'worker'];

export function readSettings(env) {
  const role = env.PENSTOCK_ROLE || 'all';
  if (!ROLES.includes(role))
    throw new StartFailure(`PENSTOCK_ROLE is "${role}"; it must be one of ${ROLES.join(', ')}.`);
  const databaseUrl = env.DATABASE_URL || undefined;
  if (databaseUrl && !env.PENSTOCK_MASTER_KEY && !env.PENSTOCK_MASTER_KEY_FILE) {
    throw new StartFailure(
      'PENSTOCK_MASTER_KEY is not set. With a database of your own (DATABASE_URL) you keep the key that its\n' +
        'stored credentials are encrypted with. Make one, keep it safe, and set it at every start:\n' +
        `  node -e "console.log(require('crypto').randomBytes(32).toString('base64'))"`,
    );
  }
  return {
    role,
    databaseUrl,
    home: resolve(ROOT, env.PENSTOCK_HOME || '.penstock'),
    port: readPort(env.PORT),
    // Unasked, invented orders must never appear in a database that somebody else looks after.
    demo: (env.PENSTOCK_DEMO || (databaseUrl ? '0' : '1')) === '1',
    logsToTerminal: env.PENSTOCK_LOGS === 'terminal',
  };
}

function readPort(text) {
  if (!text) return undefined;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_500) return port;
  throw new StartFailure(`PORT is "${text}"; it must be a whole number from 1 to 65499.`);
}
