import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDataSource } from '@penstock/database';
import { createTestDatabase, seedSource, type TestDatabase } from '@penstock/database/testing';
import { createSystemIds, pause, signStandardWebhook, systemClock } from '@penstock/runtime-adapters';
import { environmentKeys, parseMasterKey, rotateBatch, type KeyService } from '@penstock/vault';
import { Pool } from 'pg';
import type { DataSource } from 'typeorm';
import { createEngineHost } from './create-engine-host';
import type { EngineHost, SecretReader } from './engine-host';
import { openVault } from './process/open-vault';
import { INTAKE_SECRET as SIGNING_SECRET } from './route-table';

/** Two engine processes and a shop that wants its token with every request, while the master key is exchanged. */
const TOKEN = 'the-token-of-the-shop';
const INTAKE_SECRET = 'whsec_dGVzdC1zZWNyZXQtb2YtdGhlLWludGFrZQ==';
const RUNS = 300;
const OTHER_SECRETS = 40;
const ids = createSystemIds();
const [old, fresh] = [parseMasterKey(`2025:${'11'.repeat(32)}`), parseMasterKey(`2026:${'22'.repeat(32)}`)];
const before = environmentKeys([old, fresh]);
const after = environmentKeys([fresh, old]);

let database: TestDatabase;
let pool: Pool;
let statements: DataSource;
let shop: Server;
let source: Awaited<ReturnType<typeof seedSource>>;
const connectionId = ids.next();
const hosts: EngineHost[] = [];
const answers: number[] = [];
const failedReads: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 4 });
  statements = await createDataSource(database.url).initialize();
  shop = createServer((request, response) => {
    request.resume();
    const status = request.headers.authorization === `Bearer ${TOKEN}` ? 200 : 401;
    answers.push(status);
    response.writeHead(status, { 'content-type': 'application/json' }).end('{"stock":7}');
  });
  await new Promise<void>((resolve) => shop.listen(0, '127.0.0.1', resolve));
  await seedFlow();
  await seedSecrets();
  for (let count = 0; count < 2; count += 1) hosts.push(await aHost(before));
});
afterAll(async () => {
  for (const host of hosts) await host.drain();
  shop.closeAllConnections();
  await new Promise((resolve) => shop.close(resolve));
  await statements.destroy();
  await pool.end();
  await database.drop();
});

const vaultOn = (keys: KeyService) => openVault({ keys, lostKeyIds: [] }, { statements, clock: systemClock, ids });

/** A run whose credential cannot be read is tried again and hides it: so every reading is watched. */
async function watchedSecrets(keys: KeyService): Promise<SecretReader> {
  const vault = await vaultOn(keys);
  return {
    async read(kind, ownerId, name) {
      try {
        return await vault.read(kind, ownerId, name);
      } catch (error) {
        failedReads.push(error);
        throw error;
      }
    },
  };
}

async function aHost(keys: KeyService): Promise<EngineHost> {
  return createEngineHost({
    databaseUrl: database.url,
    roles: { intake: true, worker: true },
    secrets: await watchedSecrets(keys),
    allowedPrivateHosts: ['127.0.0.1'],
    log: () => undefined,
    callbackKeys: ['test'],
    publicUrl: 'http://localhost:4000',
  });
}

async function seedFlow(): Promise<void> {
  source = await seedSource(pool, ids, 1);
  const { organizationId, environmentId } = source;
  await pool.query(`update intake_source set path = 'orders', settings = '{"dedupeField": "order.id"}'`);
  const step = { kind: 'action', id: 'look', name: 'Look', disabled: false, position: { x: 0, y: 0 }, connector: 'http', action: 'get', version: 1, slot: 'shop' };
  const input = { v: 1, rules: [{ kind: 'const', id: 'r1', target: 'path', value: '/stock', onError: 'fail', origin: 'user' }], tables: {} };
  const trigger = { name: 'Order', connector: 'webhook', trigger: 'signed-webhook', version: 1, path: 'orders', settings: {}, position: { x: 0, y: 0 } };
  const document = { schemaVersion: 1, name: 'Look', trigger, steps: { look: { ...step, input } }, edges: [{ id: 'e1', from: 'trigger', port: 'default', to: 'look' }] };
  await pool.query('update flow_version set document = $1', [JSON.stringify(document)]);
  const settings = { address: `http://127.0.0.1:${(shop.address() as AddressInfo).port}`, signIn: 'bearer' };
  await pool.query(
    `insert into connection (id, organization_id, environment_id, name, connector, settings, fingerprint) values ($1, $2, $3, 'Shop', 'http', $4, 'shop')`,
    [connectionId, organizationId, environmentId, JSON.stringify(settings)],
  );
  await pool.query(`insert into slot_binding (organization_id, environment_id, slot, connection_id) values ($1, $2, 'shop', $3)`, [organizationId, environmentId, connectionId]);
}

async function seedSecrets(): Promise<void> {
  const vault = await vaultOn(before);
  const { organizationId, intakeSourceId } = source;
  await vault.set({ organizationId, kind: 'connection', id: connectionId }, { name: 'credential', value: TOKEN });
  await vault.set({ organizationId, kind: 'intake', id: intakeSourceId }, { name: SIGNING_SECRET, value: INTAKE_SECRET });
  for (let count = 0; count < OTHER_SECRETS; count += 1) await vault.set({ organizationId, kind: 'connection', id: ids.next() }, { name: 'credential', value: `other ${count}` });
}

async function deliver(number: number): Promise<string> {
  const body = `{"order":{"id":"R-${number}"}}`;
  const signed = signStandardWebhook(body, { secret: INTAKE_SECRET, messageId: ids.next(), now: systemClock.now() });
  const headers = { 'content-type': 'application/json', ...signed } as Record<string, string>;
  const outcome = await (hosts[number % 2] as EngineHost).intake.receive({ environment: 'sandbox', path: 'orders', channel: '', headers, body });
  return outcome.outcome;
}

/** Back and forth until the runs are done: every moment of the test has keys being exchanged. */
async function rotateUntil(isDone: () => boolean): Promise<{ rewrapped: number; rounds: number }> {
  let [rewrapped, rounds] = [0, 0];
  for (; !isDone(); rounds += 1) {
    const keys = rounds % 2 === 0 ? after : before;
    for (let lastId: string | null = null; ; ) {
      const batch = await rotateBatch({ statements, keys }, { organizationId: source.organizationId, after: lastId, limit: 7 });
      rewrapped += batch.rewrapped;
      lastId = batch.lastId;
      if (lastId === null) break;
    }
  }
  return { rewrapped, rounds };
}

async function runsEnded(): Promise<Record<string, number>> {
  for (;;) {
    const { rows } = await pool.query<{ status: string; n: number }>('select status, count(*)::int as n from run group by 1');
    const byStatus = Object.fromEntries(rows.map(({ status, n }) => [status, n]));
    const open = (byStatus['queued'] ?? 0) + (byStatus['running'] ?? 0) + (byStatus['waiting'] ?? 0);
    if (open === 0 && rows.length > 0) return byStatus;
    await pause(20);
  }
}

describe('while the master key is rotated', () => {
  test('every delivery is taken and every run finds its credentials', async () => {
    let isDone = false;
    const rotating = rotateUntil(() => isDone);

    const outcomes: string[] = [];
    for (let number = 0; number < RUNS; number += 1) outcomes.push(await deliver(number));
    const ended = await runsEnded();
    isDone = true;
    const { rewrapped, rounds } = await rotating;

    process.stdout.write(`rotation under load: ${RUNS} runs beside ${rounds} rotations of ${OTHER_SECRETS + 2} secrets, ${rewrapped} data keys wrapped anew\n`);
    expect(failedReads).toEqual([]);
    expect(new Set(outcomes)).toEqual(new Set(['accepted']));
    expect(ended).toEqual({ succeeded: RUNS });
    expect([answers.length, new Set(answers)]).toEqual([RUNS, new Set([200])]);
    expect(rewrapped).toBeGreaterThan(OTHER_SECRETS);
  }, 60_000);

  test('a secret that is entered meanwhile is not overwritten with the wrapping of before', async () => {
    const vault = await vaultOn(before);
    const owner = { organizationId: source.organizationId, kind: 'connection', id: connectionId } as const;
    await vault.set(owner, { name: 'credential', value: 'first' });
    const stale: KeyService = { ...after, wrap: async (dataKey, place) => (await vault.set(owner, { name: 'credential', value: 'second' }), after.wrap(dataKey, place)) };

    await rotateBatch({ statements, keys: stale }, { organizationId: source.organizationId, after: null, limit: 1_000 });

    expect(await vault.read('connection', connectionId, 'credential')).toBe('second');
  });

  test('a secret that cannot be read is counted and left as it is', async () => {
    const vault = await vaultOn(before);
    const id = ids.next();
    await vault.set({ organizationId: source.organizationId, kind: 'connection', id }, { name: 'credential', value: 'x' });
    await pool.query(`update secret set wrapped_key = set_byte(wrapped_key, 20, (get_byte(wrapped_key, 20) + 1) % 256) where owner_id = $1`, [id]);

    const batch = await rotateBatch({ statements, keys: after }, { organizationId: source.organizationId, after: null, limit: 1_000 });

    expect(batch.unreadable).toBe(1);
    expect((await pool.query('select master_key_id from secret where owner_id = $1', [id])).rows).toEqual([{ master_key_id: '2025' }]);
  });
});
