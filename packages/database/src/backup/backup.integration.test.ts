import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { uuidv7, type Ids } from '@penstock/kernel';
import { Client, Pool } from 'pg';
import { createTestDatabase, seedSource, type TestDatabase } from '../testing';
import { checkBackup } from './check-backup';
import { restoreBackup } from './restore-backup';
import { writeBackup } from './write-backup';

const ids: Ids = { next: () => uuidv7(Date.now(), randomBytes(10)) };
const awkward = 'tab\t newline\n backslash\\ \\. quote" ümlaut 💳 \\N';

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let pool: Pool;

beforeEach(async () => {
  [source, target] = [await createTestDatabase(), await createTestDatabase()];
  folder = mkdtempSync(join(tmpdir(), 'penstock-backup-test-'));
  pool = new Pool({ connectionString: source.url, max: 6 });
});
afterEach(async () => {
  await pool.end();
  await source.drop();
  await target.drop();
  rmSync(folder, { recursive: true, force: true });
});

const backupFile = () => join(folder, 'penstock.backup');

async function seedEvents(count: number) {
  const { organizationId, environmentId, intakeSourceId } = await seedSource(pool, ids, 1);
  for (let nth = 0; nth < count; nth += 1) {
    await pool.query(
      `insert into event (id, organization_id, environment_id, intake_source_id, path, channel, dedupe_key, state, payload)
       values ($1, $2, $3, $4, 'p', '', $5, 'routed', $6)`,
      [ids.next(), organizationId, environmentId, intakeSourceId, `key ${nth}`, awkward],
    );
  }
  return { organizationId, environmentId };
}

/** Everything but what describes one moment of one installation. */
async function contentOf(url: string): Promise<Record<string, unknown>> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname not in ('migrations', 'engine_state') order by 1`,
  );
  const content: Record<string, unknown> = {};
  for (const { name } of tables) content[name] = (await client.query(`select t::text as row from ${name} t order by 1`)).rows;
  await client.end();
  return content;
}

async function rowsIn(url: string): Promise<number> {
  const content = await contentOf(url);
  return Object.values(content).reduce<number>((sum, rows) => sum + (rows as unknown[]).length, 0);
}

describe('a backup that is restored', () => {
  test('brings every row back as it was', async () => {
    await seedEvents(200);
    await pool.query(`insert into secret (id, organization_id, owner_kind, owner_id, name, master_key_id, wrapped_key, nonce, ciphertext)
      select $1, id, 'connection', $1, 'token', 'k1', '\\x00ff', '\\x01', '\\xdeadbeef' from organization`, [ids.next()]);

    const saved = await writeBackup({ url: source.url, file: backupFile() });
    const restored = await restoreBackup({ url: target.url, file: backupFile() });

    expect(await contentOf(target.url)).toEqual(await contentOf(source.url));
    expect(restored).toEqual(saved);
    expect(saved.rows).toBeGreaterThan(200);
  });

  test('keeps the references between tables', async () => {
    await seedEvents(1);
    await writeBackup({ url: source.url, file: backupFile() });
    await restoreBackup({ url: target.url, file: backupFile() });

    const client = new Client({ connectionString: target.url });
    await client.connect();
    const deleting = client.query('delete from organization');

    await expect(deleting).rejects.toThrow(/foreign key/);
    await client.end();
  });

  test('marks the database as restored from the moment of the backup', async () => {
    await seedEvents(1);
    const { takenAt } = await writeBackup({ url: source.url, file: backupFile() });
    await restoreBackup({ url: target.url, file: backupFile() });

    const client = new Client({ connectionString: target.url });
    await client.connect();
    const { rows } = await client.query('select gap_from, gap_to > gap_from as spans, restored_how, resolved_at from engine_state');
    await client.end();

    expect(rows).toEqual([{ gap_from: new Date(takenAt), spans: true, restored_how: 'the restore command', resolved_at: null }]);
  });
});

describe('a backup of a busy database', () => {
  test('holds both halves of a transaction or none', async () => {
    const { organizationId } = await seedEvents(50);
    const insertPair = (nth: number) => pool.query(
      `with a as (insert into api_idempotency (organization_id, key, request_hash) values ($1, $2, 'x'))
       insert into flow (id, organization_id, name) values ($3, $1, $2)`, [organizationId, `pair ${nth}`, ids.next()]);
    let isBusy = true;
    let written = 0;
    const writers = Array.from({ length: 4 }, async () => {
      while (isBusy) await insertPair((written += 1));
    });
    while (written < 50) await new Promise((resolve) => setImmediate(resolve));

    // api_idempotency is read first, flow long after: without one snapshot the second would hold more.
    const before = written;
    await writeBackup({ url: source.url, file: backupFile() });
    const after = written;
    isBusy = false;
    await Promise.all(writers);
    await restoreBackup({ url: target.url, file: backupFile() });

    const { api_idempotency: keys, flow } = (await contentOf(target.url)) as Record<string, { row: string }[]>;
    const flowPairs = flow!.filter(({ row }) => row.includes('pair ')).length;
    expect(after).toBeGreaterThan(before);
    expect(flowPairs).toBe(keys!.length);
  });
});

describe('a restore', () => {
  async function refusal(file = backupFile()): Promise<string> {
    const error = await restoreBackup({ url: target.url, file }).catch((thrown: { code: string }) => thrown);
    return (error as { code: string }).code;
  }

  test.each([
    ['cut off', (file: string) => truncateSync(file, Math.floor(readFileSync(file).length * 0.7))],
    ['without its last line', (file: string) => rewrite(file, (text) => text.slice(0, text.lastIndexOf('#complete')))],
    ['with a bit turned in the packed bytes', (file: string) => {
      const bytes = readFileSync(file);
      bytes[Math.floor(bytes.length / 2)]! ^= 1;
      writeFileSync(file, bytes);
    }],
    ['with another amount in a row', (file: string) => rewrite(file, (text) => text.replace('key 3', 'key 4'))],
    ['without one of its rows', (file: string) => rewrite(file, (text) => text.replace(/\n[^\n]*key 3[^\n]*\n/, '\n'))],
    ['without one of its tables', (file: string) => rewrite(file, (text) => text.replace(/#table \{"name":"flow",.*?\n#end .*?\n/s, ''))],
    ['that is something else', (file: string) => writeFileSync(file, 'id,name\n1,x\n')],
  ])('of a file %s is refused and writes nothing', async (_, damage) => {
    await seedEvents(20);
    await writeBackup({ url: source.url, file: backupFile() });
    damage(backupFile());

    expect(await refusal()).toBe('BACKUP_DAMAGED');
    expect(await rowsIn(target.url)).toBe(0);
  });

  test('of a file that is not there says so', async () => {
    expect(await refusal(join(folder, 'none'))).toBe('BACKUP_FILE_UNREADABLE');
  });

  test('into a database with rows is refused', async () => {
    await seedEvents(1);
    await writeBackup({ url: source.url, file: backupFile() });
    const before = await rowsIn(source.url);
    await pool.end();
    pool = new Pool({ connectionString: source.url });

    const refused = await restoreBackup({ url: source.url, file: backupFile() }).catch((thrown: { code: string }) => thrown);

    expect(refused).toMatchObject({ code: 'RESTORE_TARGET_NOT_EMPTY' });
    expect(await rowsIn(source.url)).toBe(before);
  });

  test('into a database that an engine uses is refused', async () => {
    await writeBackup({ url: source.url, file: backupFile() });
    const engine = new Client({ connectionString: target.url, application_name: 'penstock-engine' });
    await engine.connect();

    expect(await refusal()).toBe('RESTORE_TARGET_IN_USE');
    await engine.end();
  });

  test('of a newer version’s backup is refused', async () => {
    await pool.query(`insert into migrations (timestamp, name) values (9999999999999, 'Future9999999999999')`);
    await writeBackup({ url: source.url, file: backupFile() });

    expect(await refusal()).toBe('BACKUP_FROM_NEWER_VERSION');
  });
});

describe('writing a backup', () => {
  test('never replaces a file', async () => {
    writeFileSync(backupFile(), 'precious');

    const writing = writeBackup({ url: source.url, file: backupFile() });

    await expect(writing).rejects.toMatchObject({ code: 'BACKUP_FILE_EXISTS' });
    expect(readFileSync(backupFile(), 'utf8')).toBe('precious');
  });

  test('refuses a database that was never used', async () => {
    await pool.query('drop schema public cascade; create schema public');

    const writing = writeBackup({ url: source.url, file: backupFile() });

    await expect(writing).rejects.toMatchObject({ code: 'BACKUP_NOTHING_TO_SAVE' });
  });

  test('reports what the file holds', async () => {
    await seedEvents(3);
    const report = await writeBackup({ url: source.url, file: backupFile() });

    const { totals, header } = await checkBackup(backupFile());

    expect({ ...totals, takenAt: header.takenAt }).toEqual(report);
  });
});

function rewrite(file: string, change: (text: string) => string): void {
  const before = gunzipSync(readFileSync(file)).toString('utf8');
  const after = change(before);
  if (after === before) expect('the file').toBe('changed');
  writeFileSync(file, gzipSync(after));
}
