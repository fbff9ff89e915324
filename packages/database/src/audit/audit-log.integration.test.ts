import { sequentialIds } from '@penstock/kernel';
import { Pool } from 'pg';
import { createTestDatabase, seedSource, type TestDatabase } from '../testing';
import { auditEntryColumns, auditHash, type AuditEntry } from './audit-entry';
import { appendAudit, auditValues, type AuditScope } from './audit-record';
import { verifyAuditLog, type AuditHead } from './verify-audit-log';

let database: TestDatabase;
let pool: Pool;
const ids = sequentialIds();

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const statements = {
  query: async <Row>(sql: string, values: readonly unknown[]) => (await pool.query(sql, [...values])).rows as Row[],
};
const verify = (organizationId: string, noted?: AuditHead) => verifyAuditLog(statements, organizationId, noted);
const scopeOf = (organizationId: string): AuditScope => ({
  organizationId,
  actor: { kind: 'user', id: 'u-1', name: 'ann@example.com' },
  requestId: 'r-1',
});
const append = (organizationId: string, name: string) =>
  pool.query(appendAudit, [...auditValues(scopeOf(organizationId), { action: 'flow.created', object: { kind: 'flow', id: name, name }, details: { name } })]);

/** An organisation with entries 1 to 5. */
async function aLog(): Promise<string> {
  const organizationId = ids.next();
  for (const name of ['one', 'two', 'three', 'vier ✓', 'five']) await append(organizationId, name);
  return organizationId;
}

/** What only the owner of the tables can do, and only on purpose. */
async function tamper(...sql: readonly (readonly [string, readonly unknown[]])[]): Promise<void> {
  await pool.query('alter table audit_entry disable trigger user');
  for (const [text, values] of sql) await pool.query(text, [...values]);
  await pool.query('alter table audit_entry enable trigger user');
}

const found = async (organizationId: string, noted?: AuditHead) =>
  (await verify(organizationId, noted)).findings.map(({ number, kind }) => `${number} ${kind}`);

describe('the audit log', () => {
  test('is intact as it was written, with letters of any kind', async () => {
    const organizationId = await aLog();

    const { intact, entries, head, findings } = await verify(organizationId);

    expect({ intact, entries, findings, number: head?.number }).toEqual({ intact: true, entries: 5, findings: [], number: 5 });
  });

  test('of an organisation that has done nothing is empty and intact', async () => {
    expect(await verify(ids.next())).toEqual({ intact: true, entries: 0, head: null, findings: [] });
  });

  test('numbers entries of writers at the same moment without gaps', async () => {
    const organizationId = ids.next();

    await Promise.all(Array.from({ length: 20 }, (_, at) => append(organizationId, `entry ${at}`)));

    expect(await verify(organizationId)).toMatchObject({ intact: true, entries: 20 });
  });

  test.each([
    ['update', `update audit_entry set actor_name = 'somebody'`],
    ['delete', 'delete from audit_entry'],
    ['truncate', 'truncate audit_entry'],
    ['forgetting of its end', 'delete from audit_head'],
  ])('refuses an %s', async (_, sql) => {
    await aLog();

    await expect(pool.query(sql)).rejects.toThrow(/only grows/);
  });

  test.each(['actor_name', 'action', 'object_id', 'object_name', 'details', 'request_id', 'actor_kind', 'recorded_at'])(
    'shows that %s of an entry was changed',
    async (column) => {
      const organizationId = await aLog();
      const value = column === 'recorded_at' ? 'now()' : column === 'actor_kind' ? `'system'` : `'x'`;

      await tamper([`update audit_entry set ${column} = ${value} where organization_id = $1 and number = 3`, [organizationId]]);

      expect(await found(organizationId)).toEqual(['3 changed']);
    },
  );

  test('shows that an entry in the middle is missing', async () => {
    const organizationId = await aLog();

    await tamper(['delete from audit_entry where organization_id = $1 and number in (2, 3)', [organizationId]]);

    expect((await verify(organizationId)).findings).toEqual([{ number: 2, kind: 'missing', words: 'Entries 2 to 3 are missing.' }]);
  });

  test.each([1, 5])('shows that entry %i, at an end, is missing', async (number) => {
    const organizationId = await aLog();

    await tamper(['delete from audit_entry where organization_id = $1 and number = $2', [organizationId, number]]);

    expect(await found(organizationId)).toEqual([`${number} missing`]);
  });

  test('shows that two entries have changed places', async () => {
    const organizationId = await aLog();
    const move = (from: number, to: number) =>
      ['update audit_entry set number = $3 where organization_id = $1 and number = $2', [organizationId, from, to]] as const;

    await tamper(move(2, 99), move(4, 2), move(99, 4));

    expect(await found(organizationId)).toEqual(['2 moved', '3 changed', '4 moved', '5 changed']);
  });

  test('shows a change whose hash was computed anew, by the link of the entry behind it', async () => {
    const organizationId = await aLog();
    const [entry] = await statements.query<AuditEntry>(`select ${auditEntryColumns} from audit_entry where organization_id = $1 and number = 3`, [organizationId]);
    const hash = auditHash({ ...(entry as AuditEntry), actorName: 'mallory@example.com' });

    await tamper([`update audit_entry set actor_name = 'mallory@example.com', hash = decode($2, 'hex') where organization_id = $1 and number = 3`, [organizationId, hash]]);

    expect(await found(organizationId)).toEqual(['4 changed']);
  });

  test('shows a log that was shortened together with its head, to whoever noted its end', async () => {
    const organizationId = await aLog();
    const { head } = await verify(organizationId);

    await tamper(
      ['delete from audit_entry where organization_id = $1 and number = 5', [organizationId]],
      ['update audit_head set number = 4, hash = (select hash from audit_entry where organization_id = $1 and number = 4) where organization_id = $1', [organizationId]],
    );

    expect([await found(organizationId), await found(organizationId, head as AuditHead)]).toEqual([[], ['5 missing']]);
  });
});

describe('what people decide inside the engine', () => {
  test('is recorded by the statement that stores it', async () => {
    const { organizationId } = await seedSource(pool, ids, 0);
    const runId = ids.next();

    await pool.query(
      `insert into waitpoint (run_id, key, organization_id, kind, state, result, actor, reason) values ($1, 'approve', $2, 'decision', 'answered', '{"choice":"yes"}', 'ann@example.com', 'seen')`,
      [runId, organizationId],
    );

    const rows = await statements.query<AuditEntry>(`select ${auditEntryColumns} from audit_entry where organization_id = $1`, [organizationId]);
    expect(rows).toMatchObject([{ action: 'decision.taken', actorName: 'ann@example.com', objectKind: 'run', objectId: runId }]);
    expect(JSON.parse(rows[0]?.details ?? '')).toEqual({ step: 'approve', result: { choice: 'yes' }, reason: 'seen' });
  });
});
