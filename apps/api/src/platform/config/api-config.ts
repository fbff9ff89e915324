import { PenstockError } from '@penstock/kernel';
import { parseMasterKey, type MasterKey } from '@penstock/vault';
import { z } from 'zod';

/** What the process was told by its environment; read once at start, never again. */
export interface ApiConfig {
  readonly port: number;
  readonly host: string;
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  readonly role: 'all' | 'api' | 'worker';
  readonly masterKeys: readonly [MasterKey, ...MasterKey[]];
  readonly isDemo: boolean;
  readonly isBehindProxy: boolean;
  readonly intakeBodyLimitBytes: number;
  readonly allowedPrivateHosts: readonly string[];
  /** Engine times by name, milliseconds. */
  readonly engineTimings: Readonly<Record<string, number>>;
  readonly logLevel: string;
  /** Folder of the built designer. */
  readonly designerFolder: string | undefined;
}

export class ConfigError extends PenstockError<'CONFIG_INVALID'> {}

const flag = z.enum(['0', '1']).default('0').transform((text) => text === '1');
const list = z.string().default('').transform((text) => text.split(',').map((item) => item.trim()).filter(Boolean));
const timings = list.transform((pairs, context) => {
  const entries = pairs.map((pair) => /^([A-Za-z]+)=(\d+)$/.exec(pair));
  if (entries.some((entry) => entry === null)) {
    context.addIssue({ code: 'custom', message: 'must be a list like leaseMs=3000,sweepMs=250' });
    return z.NEVER;
  }
  return Object.fromEntries(entries.map((entry) => [entry?.[1] ?? '', Number(entry?.[2])]));
});

const environment = z.object({
  PORT: z.coerce.number().int().min(1).max(65_535).default(4000),
  PENSTOCK_HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must be a redis:// address').optional(),
  PENSTOCK_ROLE: z.enum(['all', 'api', 'worker']).default('all'),
  PENSTOCK_MASTER_KEY: z.string().default(''),
  /** Keys of before a rotation: they only read. */
  PENSTOCK_MASTER_KEYS_RETIRED: list,
  PENSTOCK_DEMO: flag,
  PENSTOCK_BEHIND_PROXY: flag,
  PENSTOCK_INTAKE_LIMIT_BYTES: z.coerce.number().int().min(1024).default(1024 * 1024),
  PENSTOCK_ALLOWED_PRIVATE_HOSTS: list,
  PENSTOCK_ENGINE_TIMINGS: timings,
  PENSTOCK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  PENSTOCK_DESIGNER_FOLDER: z.string().optional(),
});

/** @throws ConfigError that names every variable that is wrong, never its value. */
export function readApiConfig(variables: Readonly<Record<string, string | undefined>>): ApiConfig {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = environment.safeParse(set);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new ConfigError('CONFIG_INVALID', `The process cannot start. Correct these variables: ${wrong}`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.PENSTOCK_HOST,
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    role: env.PENSTOCK_ROLE,
    masterKeys: [parseMasterKey(env.PENSTOCK_MASTER_KEY), ...env.PENSTOCK_MASTER_KEYS_RETIRED.map(parseMasterKey)],
    isDemo: env.PENSTOCK_DEMO,
    isBehindProxy: env.PENSTOCK_BEHIND_PROXY,
    intakeBodyLimitBytes: env.PENSTOCK_INTAKE_LIMIT_BYTES,
    // The demo's simulators run on this machine, which the SSRF guard refuses otherwise.
    allowedPrivateHosts: env.PENSTOCK_DEMO
      ? ['127.0.0.1', ...env.PENSTOCK_ALLOWED_PRIVATE_HOSTS]
      : env.PENSTOCK_ALLOWED_PRIVATE_HOSTS,
    engineTimings: env.PENSTOCK_ENGINE_TIMINGS,
    logLevel: env.PENSTOCK_LOG_LEVEL,
    designerFolder: env.PENSTOCK_DESIGNER_FOLDER,
  };
}
