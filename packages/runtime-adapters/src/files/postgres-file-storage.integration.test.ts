import { createHash, randomBytes } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { FileContent } from '@penstock/connector-sdk';
import { createDataSource, createRequestDataSource, deleteExpiredFiles, deleteFile, UnitOfWork } from '@penstock/database';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { sequentialIds, type Ids } from '@penstock/kernel';
import { Pool, type PoolClient } from 'pg';
import type { DataSource } from 'typeorm';
import { createSystemIds } from '../system/system-ports';
import { PostgresFileStorage, type FileStorageOptions } from './postgres-file-storage';

let database: TestDatabase;
let pool: Pool;
let [owner, requests]: DataSource[] = [];
const ids: Ids = createSystemIds();
const places = sequentialIds();
const [home, foreign] = [places.next(), places.next()];

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url, max: 4 });
  owner = await createDataSource(database.url).initialize();
  requests = await createRequestDataSource(database.url).initialize();
  for (const id of [home, foreign]) await pool.query(`insert into organization (id, name) values ($1::uuid, $1::text)`, [id]);
});
afterAll(async () => {
  await requests?.destroy();
  await owner?.destroy();
  await pool.end();
  await database.drop();
});

const statements = { query: async (sql: string, values: readonly unknown[]) => (await pool.query(sql, [...values])).rows as unknown[] };
const storage = (more: Partial<FileStorageOptions> = {}) =>
  new PostgresFileStorage({ statements, organizationId: home, ids, origin: 'step', createdBy: 'a test', keepDays: 90, maxBytes: 4 * 1024 * 1024, ...more });

/** As requests reach it: by the role that row security holds for. */
const ofRequest = (organizationId: string) =>
  storage({
    organizationId,
    statements: {
      query: (sql, values) =>
        new UnitOfWork(owner!, requests!).run({ organizationId, actor: { kind: 'user', id: 'u', name: 'ann@home.example' }, requestId: 'r' }, (store) => {
          store.recordNothing();
          return store.statements.query(sql, values);
        }),
    },
  });

async function* inCrumbs(bytes: Buffer, size: number): FileContent {
  for (let at = 0; at < bytes.length; at += size) {
    await turn();
    yield bytes.subarray(at, at + size);
  }
}
const text = (content: string) => inCrumbs(Buffer.from(content), 10_000);
const read = async (content: FileContent): Promise<Buffer> => {
  const parts = [];
  for await (const part of content) parts.push(part);
  return Buffer.concat(parts);
};
const csv = { name: 'orders.csv', mediaType: 'text/csv' };
const rowsOf = async (table: string): Promise<number> => Number((await pool.query(`select count(*) as n from ${table}`)).rows[0].n);
const stale = async (id: string) => void (await pool.query(`update stored_file set expires_at = now() - interval '1 day' where id = $1`, [id.slice(5)]));

beforeEach(() => pool.query('truncate stored_file, stored_file_piece, run, event, run_queue, step_log'));

describe('a file', () => {
  test.each([0, 1, 256 * 1024 - 1, 256 * 1024, 1024 * 1024 + 17])('of %d bytes comes back as it was given', async (size) => {
    const bytes = randomBytes(size);

    const file = await storage().put(csv, inCrumbs(bytes, 100_000));

    expect(file).toEqual({ ...csv, handle: expect.stringMatching(/^file_[0-9a-f-]{36}$/), size, sha256: createHash('sha256').update(bytes).digest('hex') });
    expect(await storage().describe(file.handle)).toEqual(file);
    expect((await read(storage().open(file.handle))).equals(bytes)).toBe(true);
  });

  test('is put and read by requests, behind row security', async () => {
    const file = await ofRequest(home).put(csv, text('a;b\n'));

    expect((await read(ofRequest(home).open(file.handle))).toString()).toBe('a;b\n');
    expect(await storage().describe(file.handle)).toEqual(file);
  });

  test.each([['a worker', storage], ['a request', ofRequest]] as const)('of somebody else is unknown to %s', async (_who, of) => {
    const { handle } = await storage().put(csv, text('a;b\n'));
    const stranger = of === storage ? storage({ organizationId: foreign }) : ofRequest(foreign);

    await expect(stranger.describe(handle)).rejects.toMatchObject({ code: 'FILE_GONE' });
    await expect(read(stranger.open(handle))).rejects.toMatchObject({ code: 'FILE_GONE' });
  });

  test('of somebody else is unknown to a statement of a request that forgets to ask for the organisation', async () => {
    await storage().put(csv, text('a;b\n'));
    const seen = (table: string) =>
      new UnitOfWork(owner!, requests!).read({ organizationId: foreign }).query(`select 1 from ${table} where $1::uuid is not null`);

    expect([await seen('stored_file'), await seen('stored_file_piece')]).toEqual([[], []]);
  });

  test.each(['file_00000000-0000-7000-8000-000000000000', '../../etc/passwd', '/etc/passwd', "file_' or true --"])('cannot be named by %s', async (handle) => {
    await expect(storage().describe(handle)).rejects.toMatchObject({ code: 'FILE_GONE' });
  });

  test('that is taken away while it is read ends in an error, not in half a file', async () => {
    const { handle } = await storage().put(csv, inCrumbs(randomBytes(600_000), 100_000));
    const pieces = storage().open(handle)[Symbol.asyncIterator]();
    await pieces.next();
    await pool.query(deleteFile, [home, handle.slice(5)]);

    await expect(pieces.next()).rejects.toMatchObject({ code: 'FILE_GONE' });
  });
});

describe('a file that is refused leaves nothing behind', () => {
  test.each([
    ['card data in the first piece', text(`invoice;card\n1;4111111111111111\n`)],
    ['card data in a later piece', text(`${'a;b\n'.repeat(100_000)}1;4111 1111 1111 1111\n`)],
    ['card data where two pieces meet', inCrumbs(Buffer.from(`${'a;b\n'.repeat(65_534)}4111111111111111\n`), 4_096)],
    ['card data in UTF-16', inCrumbs(Buffer.from('\uFEFFcard;4111111111111111', 'utf16le'), 7)],
    ['card data behind a zero', inCrumbs(Buffer.from('a\0card;4111111111111111', 'latin1'), 7)],
  ])('for %s', async (_name, content) => {
    await expect(storage().put(csv, content)).rejects.toMatchObject({ code: 'FILE_HAS_CARD_DATA', details: { class: 'business' } });
    expect([await rowsOf('stored_file'), await rowsOf('stored_file_piece')]).toEqual([0, 0]);
  });

  test('for its size', async () => {
    await expect(storage({ maxBytes: 300_000 }).put(csv, inCrumbs(randomBytes(300_001), 50_000))).rejects.toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect([await rowsOf('stored_file'), await rowsOf('stored_file_piece')]).toEqual([0, 0]);
  });

  test('when its sender breaks off', async () => {
    async function* broken(): FileContent {
      yield* inCrumbs(randomBytes(300_000), 100_000);
      throw new TypeError('the sender hung up');
    }

    await expect(storage().put(csv, broken())).rejects.toThrow('hung up');
    expect(await rowsOf('stored_file')).toBe(0);
  });

  test('and cannot be read before it is complete', async () => {
    let handle = '';
    const seen: unknown[] = [];
    async function* watched(): FileContent {
      yield randomBytes(600_000);
      handle = `file_${(await pool.query('select id from stored_file')).rows[0].id as string}`;
      seen.push(await storage().describe(handle).then(() => 'open', (error: { code: string }) => error.code));
    }

    await storage().put(csv, watched());

    expect([seen, (await storage().describe(handle)).size]).toEqual([['FILE_GONE'], 600_000]);
  });
});

describe('files whose time is over', () => {
  const now = () => Date.now();
  const anOpenRun = async (payload: string, output: string | null) => {
    const [runId, eventId] = [ids.next(), ids.next()];
    await pool.query(`insert into event (id, organization_id, environment_id, path, channel, dedupe_key, state, payload) values ($1, $2, $2, 'p', '', 'k', 'routed', $3)`, [eventId, home, payload]);
    await pool.query(`insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status) values ($1, $2, $2, $2, $2, $2, $3, 'waiting')`, [runId, home, eventId]);
    await pool.query(`insert into run_queue (run_id, organization_id, ready_at) values ($1, $2, now())`, [runId, home]);
    await pool.query(`insert into step_log (run_id, step_id, attempt, status, output, started_at, finished_at) values ($1, 's', 1, 'succeeded', $2, now(), now())`, [runId, output]);
    return runId;
  };

  test('are deleted with their pieces, others stay', async () => {
    const [old, young] = [await storage().put(csv, text('old')), await storage().put(csv, text('young'))];
    await stale(old.handle);

    expect(await deleteExpiredFiles(await clientOf(), now())).toBe(1);
    expect(await rowsOf('stored_file_piece')).toBe(1);
    expect((await storage().describe(young.handle)).name).toBe('orders.csv');
  });

  test.each([
    ['event', (handle: string) => [`{"file":{"handle":"${handle}"}}`, null]],
    ['step', (handle: string) => ['{}', `{"file":{"handle":"${handle}"}}`]],
  ] as const)('stay while an open run has them from its %s', async (_where, told) => {
    const { handle } = await storage().put(csv, text('old'));
    await stale(handle);
    const [payload, output] = told(handle);
    const runId = await anOpenRun(payload as string, output as string | null);

    const whileOpen = await deleteExpiredFiles(await clientOf(), now());
    await pool.query('delete from run_queue where run_id = $1', [runId]);

    expect([whileOpen, await deleteExpiredFiles(await clientOf(), now())]).toEqual([0, 1]);
  });

  test('are those that were never completed, after a day', async () => {
    await pool.query(`insert into stored_file (organization_id, id, name, media_type, origin, created_by, created_at, expires_at) values
      ($1, $2, 'a', 'text/csv', 'step', 'x', now() - interval '25 hours', now() + interval '1 year'), ($1, $3, 'b', 'text/csv', 'step', 'x', now(), now() + interval '1 year')`, [home, ids.next(), ids.next()]);

    expect([await deleteExpiredFiles(await clientOf(), now()), await rowsOf('stored_file')]).toEqual([1, 1]);
  });

  let client: PoolClient | undefined;
  const clientOf = async () => (client ??= await pool.connect());
  afterAll(() => client?.release());
});
