import { createHash } from 'node:crypto';
import { PenstockError } from '@penstock/kernel';
import { environmentKeys, fileKeys, keyMaterial, parseMasterKey, readKeyLines, type KeyService } from '@penstock/vault';
import { z } from 'zod';

/** What every process that holds an engine is told by its environment. */
export interface ProcessConfig {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
  /** The vault's master keys. */
  readonly keys: KeyService;
  /** Ids of master keys that are given up: what only they open is entered anew. */
  readonly lostKeyIds: readonly string[];
  readonly isDemo: boolean;
  readonly simulatorHost: string;
  readonly allowedPrivateHosts: readonly string[];
  /** PENSTOCK_CODE_STEPS=1 */
  readonly allowCodeSteps: boolean;
  /** Of one stored file; PENSTOCK_FILE_LIMIT_MB. */
  readonly fileLimitBytes: number;
  /** Engine times by name, milliseconds. */
  readonly engineTimings: Readonly<Record<string, number>>;
  /** Secrets derived from the master keys, newest first: they sign the addresses of waiting steps. */
  readonly callbackKeys: readonly [string, ...string[]];
  readonly publicUrl: string;
  readonly logLevel: string;
  /** PENSTOCK_HOME. */
  readonly home?: string | undefined;
  /** Data folder of a Postgres on this machine: how full its disk is, is watched. */
  readonly databaseFolder?: string | undefined;
}

export class ConfigError extends PenstockError<'CONFIG_INVALID'> {}

export const flag = z.enum(['0', '1']).default('0').transform((text) => text === '1');
const list = z.string().default('').transform((text) => text.split(',').map((item) => item.trim()).filter(Boolean));
const timings = list.transform((pairs, context) => {
  const entries = pairs.map((pair) => /^([A-Za-z]+)=(\d+)$/.exec(pair));
  if (entries.some((entry) => entry === null)) {
    context.addIssue({ code: 'custom', message: 'must be a list like workerLeaseMs=3000,sweepMaxMs=250' });
    return z.NEVER;
  }
  return Object.fromEntries(entries.map((entry) => [entry?.[1] ?? '', Number(entry?.[2])]));
});

/** Variables of every process; a process with more of its own extends this. */
export const processVariables = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be a postgres:// address'),
  REDIS_URL: z.string().regex(/^rediss?:\/\//, 'must be a redis:// address').optional(),
  /** 32 bytes in base64 or hex, alone or as `id:key`: the key that encrypts. */
  PENSTOCK_MASTER_KEY: z.string().default(''),
  /** `id:key,…`: keys of before a rotation, or of the next one: they only read. */
  PENSTOCK_MASTER_KEYS: list,
  /** The former name of the same. */
  PENSTOCK_MASTER_KEYS_RETIRED: list,
  /** One `id:key` a line, the current one first; it comes before the keys of the environment. */
  PENSTOCK_MASTER_KEY_FILE: z.string().optional(),
  PENSTOCK_MASTER_KEYS_LOST: list,
  PENSTOCK_DEMO: flag,
  /** Where the demo's simulators run, seen from this process. */
  PENSTOCK_SIMULATOR_HOST: z.string().min(1).default('127.0.0.1'),
  PENSTOCK_ALLOWED_PRIVATE_HOSTS: list,
  /** Flows may run code of their builders, in a sandbox. */
  PENSTOCK_CODE_STEPS: flag,
  PENSTOCK_FILE_LIMIT_MB: z.coerce.number().int().min(1).max(1024).default(100),
  PENSTOCK_ENGINE_TIMINGS: timings,
  /** Where this installation is reached from outside; addresses of waiting steps begin with it. */
  PENSTOCK_PUBLIC_URL: z.string().regex(/^https?:\/\/[^\s/]+(\/[^\s]*)?$/, 'must be an http(s) address').default('http://localhost:4000'),
  PENSTOCK_HOME: z.string().optional(),
  PENSTOCK_DATABASE_FOLDER: z.string().optional(),
  PENSTOCK_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Variables = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError that names every variable that is wrong, never its value. */
export function parseVariables<Shape extends z.ZodType>(shape: Shape, variables: Variables): z.output<Shape> {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = shape.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new ConfigError('CONFIG_INVALID', `The process cannot start. Correct these variables: ${wrong}`);
}

export function processConfigFrom(env: z.output<typeof processVariables>): ProcessConfig {
  const keyTexts = keyTextsFrom(env);
  return {
    databaseUrl: env.DATABASE_URL,
    redisUrl: env.REDIS_URL,
    keys: keyServiceFrom(env),
    lostKeyIds: env.PENSTOCK_MASTER_KEYS_LOST,
    isDemo: env.PENSTOCK_DEMO,
    simulatorHost: env.PENSTOCK_SIMULATOR_HOST,
    // The demo's simulators have private addresses, which the SSRF guard refuses otherwise.
    allowedPrivateHosts: env.PENSTOCK_DEMO ? [env.PENSTOCK_SIMULATOR_HOST, ...env.PENSTOCK_ALLOWED_PRIVATE_HOSTS] : env.PENSTOCK_ALLOWED_PRIVATE_HOSTS,
    allowCodeSteps: env.PENSTOCK_CODE_STEPS,
    fileLimitBytes: env.PENSTOCK_FILE_LIMIT_MB * 1024 * 1024,
    engineTimings: env.PENSTOCK_ENGINE_TIMINGS,
    callbackKeys: [callbackKey(keyTexts[0]), ...keyTexts.slice(1).map(callbackKey)],
    publicUrl: env.PENSTOCK_PUBLIC_URL.replace(/\/+$/, ''),
    logLevel: env.PENSTOCK_LOG_LEVEL,
    home: env.PENSTOCK_HOME,
    databaseFolder: env.PENSTOCK_DATABASE_FOLDER,
  };
}

type Keys = Pick<z.output<typeof processVariables>, 'PENSTOCK_MASTER_KEY' | 'PENSTOCK_MASTER_KEYS' | 'PENSTOCK_MASTER_KEYS_RETIRED' | 'PENSTOCK_MASTER_KEY_FILE'>;

const olderTexts = (env: Keys): readonly string[] => [...env.PENSTOCK_MASTER_KEYS, ...env.PENSTOCK_MASTER_KEYS_RETIRED];

/** The current key first. @throws VaultError MASTER_KEY_INVALID */
function keyTextsFrom(env: Keys): readonly [string, ...string[]] {
  if (env.PENSTOCK_MASTER_KEY_FILE === undefined) return [env.PENSTOCK_MASTER_KEY, ...olderTexts(env)];
  return [...readKeyLines(env.PENSTOCK_MASTER_KEY_FILE), ...(env.PENSTOCK_MASTER_KEY ? [env.PENSTOCK_MASTER_KEY] : []), ...olderTexts(env)];
}

function keyServiceFrom(env: Keys): KeyService {
  const older = olderTexts(env).map(parseMasterKey);
  if (env.PENSTOCK_MASTER_KEY_FILE === undefined) return environmentKeys([parseMasterKey(env.PENSTOCK_MASTER_KEY), ...older]);
  return fileKeys(env.PENSTOCK_MASTER_KEY_FILE, [...(env.PENSTOCK_MASTER_KEY ? [parseMasterKey(env.PENSTOCK_MASTER_KEY)] : []), ...older]);
}

/** The id of a key says nothing: a key that is given a name later signs the same addresses. */
const callbackKey = (masterKey: string): string => createHash('sha256').update(`penstock callbacks\n${keyMaterial(masterKey)}`).digest('hex');

/** @throws ConfigError */
export const readProcessConfig = (variables: Variables): ProcessConfig => processConfigFrom(parseVariables(processVariables, variables));
