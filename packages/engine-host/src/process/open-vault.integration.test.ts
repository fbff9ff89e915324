import { createDataSource } from '@penstock/database';
import { createTestDatabase, type TestDatabase } from '@penstock/database/testing';
import { createSystemIds, systemClock } from '@penstock/runtime-adapters';
import { environmentKeys, parseMasterKey, type MasterKey, type Vault } from '@penstock/vault';
import type { DataSource } from 'typeorm';
import { openVault } from './open-vault';

let database: TestDatabase;
let statements: DataSource;
const ids = createSystemIds();
const organizationId = ids.next();
const key = (id: string, byte: string): MasterKey => parseMasterKey(`${id}:${byte.repeat(32)}`);
const start = (ring: readonly [MasterKey, ...MasterKey[]], lostKeyIds: readonly string[] = []): Promise<Vault> =>
  openVault({ keys: environmentKeys(ring), lostKeyIds }, { statements, clock: systemClock, ids });
const secretUnder = async (vault: Vault): Promise<string> => {
  const id = ids.next();
  await vault.set({ organizationId, kind: 'connection', id }, { name: 'password', value: 'kept' });
  return id;
};

beforeAll(async () => {
  database = await createTestDatabase();
  statements = await createDataSource(database.url).initialize();
  await statements.query('insert into organization (id, name) values ($1::uuid, $1::text)', [organizationId]);
});
beforeEach(async () => void (await statements.query('delete from secret; delete from vault_key')));
afterAll(async () => {
  await statements.destroy();
  await database.drop();
});

describe('a start', () => {
  test('with the key of before opens what is stored', async () => {
    const id = await secretUnder(await start([key('a', '11')]));

    const vault = await start([key('b', '22'), key('a', '11')]);

    expect(await vault.read('connection', id, 'password')).toBe('kept');
  });

  test('with another key under the same id is refused, although nothing is stored yet', async () => {
    await start([key('a', '11')]);

    await expect(start([key('a', '99')])).rejects.toMatchObject({ code: 'MASTER_KEY_WRONG', message: expect.stringContaining('Nothing was started') });
  });

  test('with another key under the same id is refused where no canary was left', async () => {
    await secretUnder(await start([key('a', '11')]));
    await statements.query('delete from vault_key');

    await expect(start([key('a', '99')])).rejects.toMatchObject({ code: 'MASTER_KEY_WRONG' });
  });

  test('without a key that secrets are under is refused, and names it', async () => {
    await secretUnder(await start([key('a', '11')]));

    await expect(start([key('b', '22')])).rejects.toMatchObject({ code: 'MASTER_KEY_MISSING', message: expect.stringContaining('master key a,') });
  });

  test('goes on without a key that was given up', async () => {
    const id = await secretUnder(await start([key('a', '11')]));

    const vault = await start([key('b', '22')], ['a']);

    await expect(vault.read('connection', id, 'password')).rejects.toMatchObject({ code: 'MASTER_KEY_MISSING' });
  });
});
