import { randomBytes } from 'node:crypto';
import { invariant } from '@penstock/kernel';
import { Client } from 'pg';
import { createDataSource } from './data-source';
import { entities } from './entities';
import { migrate } from './migrate';

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

      expect([first, second]).toEqual([['Spine1700000000001', 'Retention1700000000005'], []]);
    }));

  test('runs once when several processes start together', () =>
    withEmptyDatabase(async (url) => {
      const done = await Promise.all([migrate(url), migrate(url), migrate(url)]);

      expect(done.flat()).toEqual(['Spine1700000000001', 'Retention1700000000005']);
    }));
});
