import { environmentKeys, parseMasterKey, createVault } from '@penstock/vault';
import { createSystemIds, systemClock } from '@penstock/runtime-adapters';
import { startTestApi, type TestApi } from '../../testing/test-api';
import { RotationRunner } from './rotation-runner';

const [old, fresh] = [parseMasterKey(`2025:${'11'.repeat(32)}`), parseMasterKey(`2026:${'22'.repeat(32)}`)];
const ids = createSystemIds();

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ keys: environmentKeys([fresh, old]) });
});
afterAll(() => api.close());
beforeEach(async () => void (await api.dataSource.query('delete from secret; delete from vault_rotation')));

/** Stored before the new key came. */
async function storedUnderOldKey(count: number, organizationId: string = api.home.id): Promise<void> {
  const vault = createVault({ statements: api.dataSource, keys: environmentKeys([old]), clock: systemClock, ids });
  for (let number = 0; number < count; number += 1) await vault.set({ organizationId, kind: 'connection', id: ids.next() }, { name: 'password', value: `secret ${number}` });
}
const settled = (): Promise<void> => api.app.get(RotationRunner, { strict: false }).settled();
const actionsOf = async (): Promise<string[]> => {
  const { body } = await api.as('auditor').get('/api/v1/audit-log?action=vault');
  return (body.items as { action: string }[]).map(({ action }) => action);
};

describe('the vault', () => {
  test('says which keys there are, and how many secrets of the organisation are under each', async () => {
    await storedUnderOldKey(3);
    await storedUnderOldKey(5, api.foreign.id);

    const { body } = await api.as('administrator').get('/api/v1/vault');

    expect(body).toEqual({
      source: 'the environment',
      keys: [
        { id: '2026', isCurrent: true, isAtHand: true, secrets: 0 },
        { id: '2025', isCurrent: false, isAtHand: true, secrets: 3 },
      ],
      lastRotation: null,
    });
  });

  test('names a key that is missing', async () => {
    await storedUnderOldKey(1);
    await api.dataSource.query(`update secret set master_key_id = '2019'`);

    const { body } = await api.as('owner').get('/api/v1/vault');

    expect(body.keys[2]).toEqual({ id: '2019', isCurrent: false, isAtHand: false, secrets: 1 });
  });
});

describe('a rotation', () => {
  test('brings every secret of the organisation under the current key, and nobody else’s', async () => {
    await storedUnderOldKey(60);
    await storedUnderOldKey(1, api.foreign.id);

    const { status, body } = await api.as('owner').post('/api/v1/vault/rotation');
    await settled();

    const after = await api.as('owner').get('/api/v1/vault/rotation');
    expect([status, body]).toMatchObject([202, { total: 60, keyId: '2026', finishedAt: null }]);
    expect(after.body).toMatchObject({ rewrapped: 60, unreadable: 0, finishedAt: expect.any(String) });
    expect(await api.dataSource.query('select organization_id as org, master_key_id as key, count(*)::int as n from secret group by 1, 2 order by 3 desc')).toEqual([
      { org: api.home.id, key: '2026', n: 60 },
      { org: api.foreign.id, key: '2025', n: 1 },
    ]);
  });

  test('stands in the audit log with its start and its end', async () => {
    await storedUnderOldKey(1);

    await api.as('owner').post('/api/v1/vault/rotation');
    await settled();

    expect((await actionsOf()).slice(0, 2)).toEqual(['vault.rotated', 'vault.rotation-started']);
  });

  test('is started once: who asks again is shown the one that runs', async () => {
    await storedUnderOldKey(60);

    const [first, second] = await Promise.all([api.as('owner').post('/api/v1/vault/rotation'), api.as('owner').post('/api/v1/vault/rotation')]);
    await settled();

    expect(first?.body.id).toBe(second?.body.id);
  });

  test('that lost its process half-way is taken up by another one', async () => {
    await storedUnderOldKey(30);
    await api.dataSource.query(
      `insert into vault_rotation (id, organization_id, key_id, total, rewrapped, started_by, started_at, beat_at)
       values ($1, $2, '2026', 50, 20, 'ann@home.example', now() - interval '1 hour', now() - interval '5 minutes')`,
      [ids.next(), api.home.id],
    );

    const runner = api.app.get(RotationRunner, { strict: false });
    await runner.resumeAbandoned();
    await settled();

    expect((await api.as('owner').get('/api/v1/vault/rotation')).body).toMatchObject({ rewrapped: 50, finishedAt: expect.any(String) });
  });

  test('leaves what cannot be read, says how much, and ends', async () => {
    await storedUnderOldKey(3);
    await api.dataSource.query(`update secret set master_key_id = '2019' where id = (select id from secret order by id limit 1)`);

    await api.as('owner').post('/api/v1/vault/rotation');
    await settled();

    expect((await api.as('owner').get('/api/v1/vault/rotation')).body).toMatchObject({ total: 3, rewrapped: 2, unreadable: 1, finishedAt: expect.any(String) });
  });

  test('is unknown before the first one', async () => {
    const { status, body } = await api.as('owner').get('/api/v1/vault/rotation');

    expect([status, body.code]).toEqual([404, 'ROTATION_NOT_FOUND']);
  });
});
