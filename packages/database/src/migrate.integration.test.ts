import { randomBytes } from 'node:crypto';
import { invariant } from '@penstock/kernel';
import { Client } from 'pg';
import { createDataSource } from './data-source';
import { entities } from './entities';
import { migrate } from './migrate';
import { requireMatchingSchema } from './schema-version';
import { lockWaiters } from './testing/lock-waiters';

const all = [
  'Spine1700000000001',
  'FlowConstructs1700000000002',
  'Triggers1700000000003',
  'ConnectionWeather1700000000004',
  'Retention1700000000005',
  'Settlements1700000000006',
  'CheckedWords1700000000007',
  'Audit1700000000008',
  'Identity1700000000009',
  'RowSecurity1700000000010',
  'LeftUnknown1700000000011',
  'VaultAndRoles1700000000012',
  'EnvironmentLife1700000000013',
  'FlowPresence1700000000015',
  'ImportedConnectors1700000000016',
  'StoredFiles1700000000017',
  'SignIn1700000000018',
  'Promotions1700000000019',
  'SuggestionMemory1700000000020',
  'AiProvider1700000000021',
  'SchemaWatch1700000000023',
];

/** An empty database: the other tests start from a migrated copy. */
async function withEmptyDatabase(work: (url: string) => Promise<void>): Promise<void> {
  const server = process.env['PENSTOCK_TEST_POSTGRES_URL'];
  invariant(server, 'PENSTOCK_TEST_POSTGRES_URL names the throw-away Postgres');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  const session = new Client({ connectionString: server });
  await session.connect();
  try {
    await session.query(`create database ${name}`);
    await work(url.toString());
  } finally {
    await session.query(`drop database if exists ${name} with (force)`);
    await session.end();
  }
}

describe('migrating', () => {
  test('brings an empty database to the schema of the entities', () =>
    withEmptyDatabase(async (url) => {
      await migrate(url);

      const dataSource = await createDataSource(url).initialize();
      const readable = await Promise.all(entities.map((entity) => dataSource.getRepository(entity as never).find()));
      await dataSource.destroy();
      expect(readable.flat()).toEqual([]);
    }));

  test('does nothing the second time', () =>
    withEmptyDatabase(async (url) => {
      const first = await migrate(url);

      const second = await migrate(url);

      expect([first, second]).toEqual([all, []]);
    }));

  test('runs once when several processes start together', () =>
    withEmptyDatabase(async (url) => {
      const done = await Promise.all([migrate(url), migrate(url), migrate(url)]);

      expect(done.flat()).toEqual(all);
    }));

  test('leaves the database of a newer version alone', () =>
    withEmptyDatabase(async (url) => {
      await migrate(url);
      await onDatabase(url, `insert into migrations (timestamp, name) values (9999999999999, 'Future9999999999999')`);

      const refused = migrate(url);

      await expect(refused).rejects.toMatchObject({ code: 'SCHEMA_TOO_NEW', message: expect.stringContaining('Future9999999999999') });
    }));

  test('gives up its place in the queue for a lock and gets it later', () =>
    withEmptyDatabase(async (url) => {
      await migrate(url, { only: ['Spine1700000000001'] });
      const reader = new Client({ connectionString: url });
      await reader.connect();
      await reader.query('begin; lock table organization in access exclusive mode');
      const migrating = migrate(url, { lockTimeoutMs: 50, lockPauseMs: 50 });
      await lockWaiters(reader, (count) => count > 0);
      const whileReading = await lockWaiters(reader, (count) => count === 0);
      await reader.query('rollback');
      await reader.end();

      expect(whileReading).toBe(0);
      expect((await migrating).at(-1)).toBe(all.at(-1));
    }));
});

describe('a process that starts', () => {
  async function start(url: string): Promise<string> {
    const client = new Client({ connectionString: url });
    await client.connect();
    const answer = await requireMatchingSchema(client).then(() => 'starts', (error: { code: string }) => error.code);
    await client.end();
    return answer;
  }

  test('refuses a schema it does not know and one that is behind', () =>
    withEmptyDatabase(async (url) => {
      const answers = [await start(url)];
      await migrate(url, { only: ['Spine1700000000001'] });
      answers.push(await start(url));
      await migrate(url);
      answers.push(await start(url));
      await onDatabase(url, `insert into migrations (timestamp, name) values (9999999999999, 'Future9999999999999')`);
      answers.push(await start(url));

      expect(answers).toEqual(['SCHEMA_TOO_OLD', 'SCHEMA_TOO_OLD', 'starts', 'SCHEMA_TOO_NEW']);
    }));
});

async function onDatabase(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
