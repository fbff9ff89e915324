import { sequentialIds } from '@penstock/kernel';
import type { DataSource } from 'typeorm';
import { createDataSource, createRequestDataSource } from '../data-source';
import { FlowRow } from '../entities';
import { createTestDatabase, type TestDatabase } from '../testing';
import { UnitOfWork } from '../unit-of-work';
import { REQUEST_ROLE, selectTenantTables } from './row-security';

let database: TestDatabase;
let owner: DataSource;
let requests: DataSource;
let unitOfWork: UnitOfWork;
const ids = sequentialIds();
const actor = { kind: 'user', id: 'u', name: 'ann@home.example' } as const;
const scopeOf = (organizationId: string) => ({ organizationId, actor, requestId: 'r' });
const [ours, theirs] = [scopeOf(ids.next()), scopeOf(ids.next())];

beforeAll(async () => {
  database = await createTestDatabase();
  owner = await createDataSource(database.url).initialize();
  requests = await createRequestDataSource(database.url).initialize();
  unitOfWork = new UnitOfWork(owner, requests);
  for (const { organizationId } of [ours, theirs]) {
    await owner.query('insert into organization (id, name) values ($1::uuid, $1::text)', [organizationId]);
    await addFlow(organizationId);
  }
});
afterAll(async () => {
  await requests.destroy();
  await owner.destroy();
  await database.drop();
});

async function addFlow(organizationId: string): Promise<void> {
  const [flowId, runId] = [ids.next(), ids.next()];
  await owner.query(`insert into flow (id, organization_id, name) values ($1, $2, $2::uuid::text)`, [flowId, organizationId]);
  await owner.query(
    `insert into run (id, organization_id, environment_id, flow_id, flow_version_id, deployment_id, event_id, status) values ($1, $2, $3, $3, $3, $3, $3, 'succeeded')`,
    [runId, organizationId, flowId],
  );
  await owner.query(`insert into step_log (run_id, step_id, attempt, status, started_at, finished_at) values ($1, 'pay', 1, 'succeeded', now(), now())`, [runId]);
}

const changed = (work: (query: <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>) => Promise<unknown>) =>
  unitOfWork.run(ours, async (store) => {
    store.recordNothing();
    return work((sql, values) => store.query(sql, values));
  });
/** `$1` is there in every statement; these say nothing with it. */
const unused = '$1::uuid is not null';

describe('a statement of a request that forgets its organisation', () => {
  test.each([
    ['flow', 'organization_id'],
    ['run', 'organization_id'],
    ['organization', 'id'],
  ])('reads of %s what is its own', async (table, column) => {
    const rows = await unitOfWork.read(ours).query<{ id: string }>(`select distinct ${column} as id from ${table} where ${unused}`);

    expect(rows).toEqual([{ id: ours.organizationId }]);
  });

  test('reads the steps of its own runs only', async () => {
    const rows = await unitOfWork.read(ours).query(`select 1 from step_log where ${unused}`);

    expect(rows).toHaveLength(1);
  });

  test('reads its own by turns with others on the same connections', async () => {
    const names = await Promise.all(
      Array.from({ length: 40 }, (_, at) => unitOfWork.read(at % 2 === 0 ? ours : theirs).query<{ name: string }>(`select name from flow where ${unused}`)),
    );

    expect(names.map(([row]) => row?.name)).toEqual(Array.from({ length: 40 }, (_, at) => (at % 2 === 0 ? ours : theirs).organizationId));
  });

  test('changes and deletes nothing of others', async () => {
    await changed((query) => query(`update flow set name = 'taken' where ${unused}`));
    await changed((query) => query(`delete from step_log where ${unused}`));

    const [left] = await owner.query<{ names: string[]; steps: number }[]>('select array_agg(name) as names, (select count(*)::int from step_log) as steps from flow');
    expect([left?.names.sort(), left?.steps]).toEqual([[theirs.organizationId, 'taken'].sort(), 1]);
  });

  test('puts nothing into another organisation', async () => {
    const smuggled = changed((query) => query(`insert into flow (id, organization_id, name) select $2, $3, 'smuggled' where ${unused}`, [ids.next(), theirs.organizationId]));

    await expect(smuggled).rejects.toThrow(/row-level security/);
  });
});

describe('a request', () => {
  test.each([
    ['write into the audit log by itself', `insert into audit_entry select * from audit_entry where ${unused}`],
    ['change the audit log', `update audit_entry set actor_name = 'x' where ${unused}`],
    ['read what was migrated', `select * from migrations where ${unused}`],
    ['change the schema', `create table ours as select ${unused} as x`],
    ['switch row security off', 'alter table flow disable row level security'],
  ])('may not %s', async (_, sql) => {
    const values = sql.includes('$1') ? [ours.organizationId] : [];

    await expect(changed(() => unbound(sql, values))).rejects.toThrow(/permission denied|must be owner|only grows/);
  });

  test('may not record anything for another organisation', async () => {
    const forged = changed((query) => query(`select audit_append($2, 'user', '', 'x', 'x', 'x', '', '', '{}', '') where ${unused}`, [theirs.organizationId]));

    await expect(forged).rejects.toThrow(/another organisation/);
  });

  test('still records its own', async () => {
    await unitOfWork.run(ours, async (store) => {
      await store.repository(FlowRow).insert({ id: ids.next(), name: 'Recorded', createdAt: new Date(), updatedAt: new Date(), archivedAt: null });
      store.record({ action: 'flow.created', object: { kind: 'flow', id: 'x' } });
    });

    const [counted] = await unitOfWork.read(ours).query<{ n: number }>(`select count(*)::int as n from audit_entry where ${unused}`);
    expect(counted).toEqual({ n: 1 });
  });
});

/** As a statement of ours would run that does not go through a store. */
const unbound = (sql: string, values: readonly unknown[]) =>
  requests.transaction(async (manager) => {
    await manager.query(`set local role ${REQUEST_ROLE}`);
    return manager.query(sql, [...values]);
  });

test('without a bound organisation nothing is there', async () => {
  expect(await requests.transaction(async (manager) => {
    await manager.query(`select set_config('role', '${REQUEST_ROLE}', true), set_config('penstock.organization', '', true)`);
    return manager.query('select * from flow');
  })).toEqual([]);
});

test('every table with an organisation is behind row security, and requests may use no other table but those named', async () => {
  const secured = await owner.query<{ name: string }[]>(`select c.relname as name from pg_class c join pg_policy p on p.polrelid = c.oid where c.relrowsecurity and not c.relispartition order by 1`);
  const granted = await owner.query<{ name: string }[]>(
    `select distinct table_name::text as name from information_schema.role_table_grants where grantee = '${REQUEST_ROLE}' order by 1`,
  );
  const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
  const tenantTables = names(await owner.query<{ name: string }[]>(selectTenantTables));

  expect(tenantTables.length).toBeGreaterThan(25);
  expect(tenantTables.filter((name) => !names(secured).includes(name))).toEqual([]);
  expect(names(granted).filter((name) => !names(secured).includes(name))).toEqual(['engine_state', 'retention_archive']);
});
