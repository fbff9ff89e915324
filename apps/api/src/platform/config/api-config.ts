import { flag, parseVariables, processConfigFrom, processVariables, type ProcessConfig, type Variables } from '@penstock/engine-host';
import { Decimal } from '@penstock/kernel';
import { z } from 'zod';

export { ConfigError } from '@penstock/engine-host';

/** What the process was told by its environment; read once at start, never again. */
export interface ApiConfig extends ProcessConfig {
  readonly port: number;
  readonly host: string;
  readonly role: 'all' | 'api' | 'worker';
  readonly isBehindProxy: boolean;
  readonly intakeBodyLimitBytes: number;
  /** Money above this, in any currency, is declared “not happened” by two persons. */
  readonly twoPersonLimit: Decimal;
  /** How long a colleague may confirm what one person proposed. */
  readonly proposalHours: number;
  /** Of one API key, per process; so many may also come at once after a pause. */
  readonly requestsPerMinute: number;
  /** Folder of the built designer. */
  readonly designerFolder: string | undefined;
}

const apiVariables = processVariables.extend({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  PENSTOCK_HOST: z.string().min(1).default('127.0.0.1'),
  PENSTOCK_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  PENSTOCK_BEHIND_PROXY: flag,
  PENSTOCK_INTAKE_LIMIT_BYTES: z.coerce.number().int().min(1024).default(1024 * 1024),
  PENSTOCK_TWO_PERSON_LIMIT: z.string().regex(/^\d+(\.\d+)?$/, 'must be an amount like 1000.00').default('1000.00'),
  PENSTOCK_PROPOSAL_HOURS: z.coerce.number().positive().max(24 * 30).default(24),
  PENSTOCK_REQUESTS_PER_MINUTE: z.coerce.number().int().min(1).max(1_000_000).default(3000),
  PENSTOCK_DESIGNER_FOLDER: z.string().optional(),
});

/** @throws ConfigError that names every variable that is wrong, never its value. */
export function readApiConfig(variables: Variables): ApiConfig {
  const env = parseVariables(apiVariables, variables);
  return {
    ...processConfigFrom(env),
    port: env.PORT,
    host: env.PENSTOCK_HOST,
    role: env.PENSTOCK_ROLE,
    isBehindProxy: env.PENSTOCK_BEHIND_PROXY,
    intakeBodyLimitBytes: env.PENSTOCK_INTAKE_LIMIT_BYTES,
    twoPersonLimit: Decimal.from(env.PENSTOCK_TWO_PERSON_LIMIT),
    proposalHours: env.PENSTOCK_PROPOSAL_HOURS,
    requestsPerMinute: env.PENSTOCK_REQUESTS_PER_MINUTE,
    designerFolder: env.PENSTOCK_DESIGNER_FOLDER,
  };
}
