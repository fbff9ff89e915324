import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { role, type Problem, type Role } from '@penstock/contracts';
import type { ConnectorDefinition } from '@penstock/connector-sdk';
import { createDataSource, createRequestDataSource } from '@penstock/database';
import { createTestDatabase } from '@penstock/database/testing';
import type { EngineHost } from '@penstock/engine-host';
import { Decimal, type OrganizationId } from '@penstock/kernel';
import { createSystemIds, systemClock } from '@penstock/runtime-adapters';
import { createVault, environmentKeys, parseMasterKey, type Vault } from '@penstock/vault';
import pino from 'pino';
import type { DataSource } from 'typeorm';
import { createApi } from '../create-api';
import { tokenHash } from '../platform/auth/token';
import type { ApiConfig } from '../platform/config/api-config';
import { MemoryEngineHost } from './memory-engine-host';
import { bank, flowCalls } from './test-connectors';

/** An answer of the API, with its body read as whatever the test expects. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  // Tests look into bodies of many shapes; a wrong guess fails the assertion that follows.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shapes are what these tests assert
  readonly body: any;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export interface Caller {
  send(method: Method, url: string, body?: unknown): Promise<Answer>;
  get(url: string): Promise<Answer>;
  post(url: string, body?: unknown): Promise<Answer>;
}

export interface TestOrganization {
  readonly id: OrganizationId;
  readonly sandboxId: string;
  as(role: Role, headers?: Readonly<Record<string, string>>): Caller;
}

export interface TestApi {
  readonly app: NestFastifyApplication;
  readonly host: MemoryEngineHost;
  readonly dataSource: DataSource;
  readonly vault: Vault;
  /** The organisation under test, and one that must never see anything of it. */
  readonly home: TestOrganization;
  readonly foreign: TestOrganization;
  as(role: Role, headers?: Readonly<Record<string, string>>): Caller;
  caller(headers?: Readonly<Record<string, string>>): Caller;
  close(): Promise<void>;
}

const config: ApiConfig = {
  port: 4000,
  host: '127.0.0.1',
  databaseUrl: 'postgres://set-by-the-test',
  redisUrl: undefined,
  role: 'all',
  keys: environmentKeys([parseMasterKey('ab'.repeat(32))]),
  lostKeyIds: [],
  isDemo: false,
  simulatorHost: '127.0.0.1',
  isBehindProxy: false,
  intakeBodyLimitBytes: 64 * 1024,
  allowedPrivateHosts: [],
  allowCodeSteps: false,
  fileLimitBytes: 1024 * 1024,
  engineTimings: {},
  callbackKeys: ['test-callbacks'],
  publicUrl: 'http://localhost:4000',
  logLevel: 'silent',
  twoPersonLimit: Decimal.from('1000.00'),
  proposalHours: 24,
  requestsPerMinute: 100_000,
  designerFolder: undefined,
};

/** Replaces the engine in memory and the small connectors, for tests of the whole. */
export interface TestEngine {
  readonly connectors: readonly ConnectorDefinition[];
  start(parts: { readonly databaseUrl: string; readonly vault: Vault }): Promise<EngineHost>;
}

/** The real API on a database of its own; unless told otherwise only the engine is the one in memory. */
export async function startTestApi(changes: Partial<ApiConfig> = {}, engine?: TestEngine): Promise<TestApi> {
  const database = await createTestDatabase();
  const dataSource = await createDataSource(database.url).initialize();
  const requestDataSource = await createRequestDataSource(database.url).initialize();
  const [clock, ids, host] = [systemClock, createSystemIds(), new MemoryEngineHost()];
  const vault = createVault({ statements: dataSource, keys: changes.keys ?? config.keys, clock, ids });
  const log = pino({ level: 'silent' });
  const own = await engine?.start({ databaseUrl: database.url, vault });
  const platform = { config: { ...config, ...changes }, host: own ?? host, dataSource, requestDataSource, vault, connectors: engine?.connectors ?? [bank, flowCalls], clock, ids, log };
  const app = await createApi(platform);
  const callerOf = (headers: Readonly<Record<string, string>> = {}): Caller => callerWith(app, headers);
  const home = await seedOrganization(dataSource, 'Home', callerOf);
  const foreign = await seedOrganization(dataSource, 'Foreign', callerOf);
  return {
    app,
    host,
    dataSource,
    vault,
    home,
    foreign,
    as: (wanted, headers) => home.as(wanted, headers),
    caller: callerOf,
    close: async () => {
      await app.close();
      await own?.drain();
      await requestDataSource.destroy();
      await dataSource.destroy();
      await database.drop();
    },
  };
}

function callerWith(app: NestFastifyApplication, headers: Readonly<Record<string, string>>): Caller {
  const send: Caller['send'] = async (method, url, body) => {
    const response = await app.inject({ method, url, headers, ...(body !== undefined && { payload: body as object }) });
    const isJson = /[/+]json/.test(String(response.headers['content-type']));
    return { status: response.statusCode, headers: response.headers, text: response.body, body: isJson ? response.json() : undefined };
  };
  return { send, get: (url) => send('GET', url), post: (url, body) => send('POST', url, body) };
}

/** One API key per role. */
async function seedOrganization(
  dataSource: DataSource,
  name: string,
  callerOf: (headers: Readonly<Record<string, string>>) => Caller,
): Promise<TestOrganization> {
  const ids = createSystemIds();
  const [id, sandboxId] = [ids.next(), ids.next()];
  await dataSource.query('insert into organization (id, name) values ($1, $2)', [id, name]);
  await dataSource.query(
    `insert into environment (id, organization_id, key, name, kind, position)
     values ($1, $3, 'sandbox', 'Sandbox', 'sandbox', 1), ($2, $3, 'production', 'Production', 'production', 2)`,
    [sandboxId, ids.next(), id],
  );
  for (const each of role.options) {
    await dataSource.query(
      `insert into api_key (id, organization_id, name, role, prefix, key_hash, created_by) values ($1, $2, $3, $3, 'test', $4, 'test')`,
      [ids.next(), id, each, tokenHash(`${name}-${each}`)],
    );
  }
  return { id: id as OrganizationId, sandboxId, as: (wanted, headers = {}) => callerOf({ ...headers, authorization: `Bearer ${name}-${wanted}` }) };
}

/** The part of a problem that a test compares: all but the request's own id. */
export function problemOf(answer: Answer): Omit<Problem, 'requestId'> {
  const { requestId: _, ...problem } = answer.body as Problem;
  return problem;
}
