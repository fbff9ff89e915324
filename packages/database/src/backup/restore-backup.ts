/**
 * Brings a backup back into an empty database.
 *
 * R1 The whole file is checked before anything is written.
 * R2 Only into an empty database that no engine uses: rows are never mixed and never overwritten.
 * R3 The schema is first built as it was when the backup was made, then migrated on with the rows in it, so that an
 *    older backup gets the same treatment as a database that was upgraded.
 * R4 All rows and the mark "restored" are one transaction: no engine ever sees a restored database without the mark,
 *    and so none sends what the forgotten time had sent already.
 */
import { Client } from 'pg';
import { knownMigrations, migrate } from '../migrate';
import { engineStateTable, markRestored } from '../restore-guard/engine-state-table';
import { BackupError, damaged } from './backup.errors';
import type { BackupHeader, BackupTotals } from './backup-format';
import { checkBackup, checkedParts } from './check-backup';
import { CopyIn } from './copy-stream';
import { columnList, listTables, MIGRATIONS_TABLE, quoted } from './table-catalog';

export interface RestoreReport extends BackupTotals {
  readonly takenAt: string;
}

export interface RestoreOptions {
  readonly url: string;
  readonly file: string;
  readonly onTable?: (name: string) => void;
}

/** @throws BackupError */
export async function restoreBackup({ url, file, onTable }: RestoreOptions): Promise<RestoreReport> {
  const { header, totals } = await checkBackup(file);
  requireKnownLevel(header);
  const client = new Client({ connectionString: url, application_name: 'penstock-restore' });
  await client.connect();
  try {
    await client.query('set statement_timeout = 0');
    await requireUnused(client);
    await requireEmpty(client);
    await client.query('drop schema public cascade; create schema public');
    await migrate(url, { only: header.migrations });
    await load(client, { file, header, onTable: onTable ?? (() => undefined) });
  } finally {
    await client.end();
  }
  await migrate(url);
  return { ...totals, takenAt: header.takenAt };
}

function requireKnownLevel({ migrations }: BackupHeader): void {
  const known = knownMigrations();
  const unknown = migrations.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new BackupError(
    'BACKUP_FROM_NEWER_VERSION',
    `The backup was made by a newer version of Penstock (it has ${unknown.join(', ')}). Nothing was written. Restore it with that version or a newer one.`,
  );
}

async function requireUnused(client: Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select distinct application_name as name from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and application_name like 'penstock%'`,
  );
  if (rows.length === 0) return;
  throw new BackupError(
    'RESTORE_TARGET_IN_USE',
    `Penstock is running on this database (${rows.map(({ name }) => name).join(', ')}). Nothing was written. Stop it, then restore.`,
  );
}

async function requireEmpty(client: Client): Promise<void> {
  const ownBookkeeping = [MIGRATIONS_TABLE, 'engine_state'];
  for (const { name } of await listTables(client)) {
    if (ownBookkeeping.includes(name)) continue;
    const { rowCount } = await client.query(`select 1 from ${quoted(name)} limit 1`);
    if (!rowCount) continue;
    throw new BackupError(
      'RESTORE_TARGET_NOT_EMPTY',
      `The database has rows (table ${name}). Nothing was written: a restore never mixes or overwrites. ` +
        'Name an empty database; with the bundled Postgres, move the folder “postgres” of PENSTOCK_HOME away first and keep it.',
    );
  }
}

interface Load {
  readonly file: string;
  readonly header: BackupHeader;
  readonly onTable: (name: string) => void;
}

async function load(client: Client, { file, header, onTable }: Load): Promise<void> {
  await client.query('begin');
  try {
    const constraints = await withoutForeignKeys(client);
    const shapes = await emptyTables(client);
    await copyTables(client, { file, shapes, onTable });
    for (const add of constraints) await client.query(add);
    await advanceSequences(client);
    for (const statement of engineStateTable) await client.query(statement);
    await client.query(markRestored, ['the restore command', header.takenAt, null, null]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/** Tables refer to each other in circles; the rows are complete only at the end, when every reference is checked. */
async function withoutForeignKeys(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; child: string; definition: string }>(
    `select conname as name, conrelid::regclass::text as child, pg_get_constraintdef(oid) as definition from pg_constraint
     where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`,
  );
  for (const { name, child } of rows) await client.query(`alter table ${child} drop constraint ${quoted(name)}`);
  return rows.map(({ name, child, definition }) => `alter table ${child} add constraint ${quoted(name)} ${definition}`);
}

/** What migrations put in by themselves is in the backup, too. */
async function emptyTables(client: Client): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = (await listTables(client)).filter(({ name }) => name !== MIGRATIONS_TABLE);
  // The rows were let in once, by the rules of their time; and the audit log lets nobody empty it.
  for (const { name } of tables) await client.query(`alter table ${quoted(name)} disable trigger user`);
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`);
  return new Map(tables.map(({ name, columns }) => [name, columns]));
}

interface Copying {
  readonly file: string;
  readonly shapes: ReadonlyMap<string, readonly string[]>;
  readonly onTable: (name: string) => void;
}

async function copyTables(client: Client, { file, shapes, onTable }: Copying): Promise<void> {
  let copying: CopyIn | undefined;
  try {
    for await (const part of checkedParts(file)) {
      if (part.kind === 'table') {
        const { name, columns } = part.table;
        if (!columns.every((column) => shapes.get(name)?.includes(column))) throw damaged(`table ${name} is not of its own schema`);
        onTable(name);
        copying = new CopyIn(client, `copy ${quoted(name)} (${columnList(columns)}) from stdin`);
      }
      if (part.kind === 'rows') await copying?.write(part.lines);
      if (part.kind === 'end') await copying?.end();
      if (part.kind === 'end') copying = undefined;
    }
  } catch (error) {
    await copying?.abandon('the restore was given up');
    throw error;
  }
  for (const name of shapes.keys()) await client.query(`alter table ${quoted(name)} enable trigger user`);
}

async function advanceSequences(client: Client): Promise<void> {
  const { rows } = await client.query<{ sequence: string; owner: string; column: string }>(
    `select d.objid::regclass::text as sequence, d.refobjid::regclass::text as owner, a.attname as column
     from pg_depend d join pg_class s on s.oid = d.objid and s.relkind = 'S'
     join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
     where d.deptype in ('a', 'i') and d.refclassid = 'pg_class'::regclass and s.relnamespace = 'public'::regnamespace`,
  );
  for (const { sequence, owner, column } of rows) {
    if (owner === MIGRATIONS_TABLE) continue;
    await client.query(`select setval('${sequence}', coalesce((select max(${quoted(column)}) from ${owner}), 0) + 1, false)`);
  }
}
