import { sequentialIds } from '@penstock/kernel';
import type { DataSource } from 'typeorm';
import { createDataSource, createRequestDataSource } from './data-source';
import { FlowRow } from './entities';
import { createTestDatabase, type TestDatabase } from './testing';
import { ChangeStore, UnitOfWork } from './unit-of-work';

let database: TestDatabase;
let dataSource: DataSource;
let requests: DataSource;
let unitOfWork: UnitOfWork;
const ids = sequentialIds();
const [ours, theirs] = [{ organizationId: ids.next() }, { organizationId: ids.next() }];
const actor = { kind: 'user', id: ids.next(), name: 'test@example.com' } as const;
const change = { ...ours, actor, requestId: ids.next() };
const aRecord = { action: 'flow.created', object: { kind: 'flow', id: '1' } };
const at = new Date('2026-11-23T10:00:00Z');

beforeAll(async () => {
  database = await createTestDatabase();
  dataSource = await createDataSource(database.url).initialize();
  requests = await createRequestDataSource(database.url).initialize();
  unitOfWork = new UnitOfWork(dataSource, requests);
  for (const { organizationId } of [ours, theirs]) {
    await dataSource.query('insert into organization (id, name) values ($1::uuid, $1::text)', [organizationId]);
  }
});
afterAll(async () => {
  await requests.destroy();
  await dataSource.destroy();
  await database.drop();
});
beforeEach(() => dataSource.query('delete from flow'));

const flowsOf = (scope: typeof ours) => new ChangeStore(dataSource.manager, { ...change, ...scope }).repository(FlowRow);
const aFlow = (name: string) => ({ id: ids.next(), name, createdAt: at, updatedAt: at, archivedAt: null });

describe('a repository bound to an organisation', () => {
  test('gives every new row to that organisation', async () => {
    const smuggled = { ...aFlow('Mine'), organizationId: theirs.organizationId };

    const row = await flowsOf(ours).insert(smuggled);

    const [stored] = await dataSource.query<{ organization_id: string }[]>('select organization_id from flow');
    expect([row.organizationId, stored?.organization_id]).toEqual([ours.organizationId, ours.organizationId]);
  });

  test('finds nothing of another organisation', async () => {
    const { id } = await flowsOf(theirs).insert(aFlow('Theirs'));

    const found = [await flowsOf(ours).findOne({ id }), await flowsOf(ours).find()];

    expect(found).toEqual([null, []]);
  });

  test('cannot be talked into another organisation by a filter', async () => {
    await flowsOf(theirs).insert(aFlow('Theirs'));
    const filter = { organizationId: theirs.organizationId } as never;

    const found = [await flowsOf(ours).findOne(filter), await flowsOf(ours).find({ where: filter })];

    expect(found).toEqual([null, []]);
  });

  test('changes and deletes nothing of another organisation', async () => {
    const { id } = await flowsOf(theirs).insert(aFlow('Theirs'));

    const touched = [await flowsOf(ours).update({ id }, { name: 'Stolen' }), await flowsOf(ours).delete({ id })];

    expect(touched).toEqual([0, 0]);
    expect((await flowsOf(theirs).findOne({ id }))?.name).toBe('Theirs');
  });

  test('cannot give a row away', async () => {
    const { id } = await flowsOf(ours).insert(aFlow('Mine'));

    await flowsOf(ours).update({ id }, { organizationId: theirs.organizationId } as never);

    expect((await flowsOf(ours).findOne({ id }))?.name).toBe('Mine');
  });

  test('puts the organisation first in hand-written statements', async () => {
    await flowsOf(ours).insert(aFlow('Mine'));
    await flowsOf(theirs).insert(aFlow('Theirs'));

    const rows = await unitOfWork.read(ours).query('select name from flow where organization_id = $1 and name <> $2', ['x']);

    expect(rows).toEqual([{ name: 'Mine' }]);
  });
});

describe('a unit of work', () => {
  test('keeps everything when its work is done', async () => {
    await unitOfWork.run(change, async (store) => {
      await store.repository(FlowRow).insert(aFlow('One'));
      await store.repository(FlowRow).insert(aFlow('Two'));
      store.record(aRecord);
    });

    expect(await flowsOf(ours).find()).toHaveLength(2);
  });

  test('keeps nothing when its work fails', async () => {
    const work = unitOfWork.run(change, async (store) => {
      await store.repository(FlowRow).insert(aFlow('One'));
      await store.statements.query('insert into flow (id) values ($1)', ['not an id']);
    });

    await expect(work).rejects.toThrow(/invalid input syntax/);
    expect(await flowsOf(ours).find()).toEqual([]);
  });

  test('holds a locked row against others until it ends', async () => {
    const { id } = await flowsOf(ours).insert(aFlow('Counted'));
    const rename = () =>
      unitOfWork.run(change, async (store) => {
        const row = await store.repository(FlowRow).findOneForUpdate({ id });
        await store.repository(FlowRow).update({ id }, { name: `${row?.name}+` });
        store.record(aRecord);
      });

    await Promise.all([rename(), rename(), rename()]);

    expect((await flowsOf(ours).findOne({ id }))?.name).toBe('Counted+++');
  });

  test('keeps nothing of a change that does not say what it was', async () => {
    const work = unitOfWork.run(change, (store) => store.repository(FlowRow).insert(aFlow('Silent')));

    await expect(work).rejects.toThrow(/a change says what it was/);
    expect(await flowsOf(ours).find()).toEqual([]);
  });

  test('records nothing of a change that failed', async () => {
    const work = unitOfWork.run(change, (store) => {
      store.record({ ...aRecord, action: 'flow.failed' });
      return Promise.reject(new Error('refused'));
    });

    await expect(work).rejects.toThrow('refused');
    expect(await dataSource.query(`select 1 from audit_entry where action = 'flow.failed'`)).toEqual([]);
  });
});
