/**
 * A logical backup of the whole database without external programs.
 *
 * B1 One repeatable-read snapshot: what one transaction wrote is inside whole or not at all, however busy the database.
 * B2 The file appears under its name only when it is complete, synced and checked.
 * B3 Secrets leave as they are stored: encrypted. The master key is not inside.
 */
import { once } from 'node:events';
import { createWriteStream, existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import { Client } from 'pg';
import { BackupError } from './backup.errors';
import { BackupTally, controlLine, END_OF_ROWS, FORMAT, RowTally, type BackupHeader, type BackupTotals } from './backup-format';
import { checkBackup } from './check-backup';
import { copyOut } from './copy-stream';
import { columnList, listMigrations, listTables, MIGRATIONS_TABLE, MOMENTARY_TABLES, quoted, type TableShape } from './table-catalog';

export interface BackupReport extends BackupTotals {
  readonly takenAt: string;
}

export interface WriteBackupOptions {
  readonly url: string;
  readonly file: string;
  readonly onTable?: (name: string, rows: number) => void;
}

/** @throws BackupError BACKUP_FILE_EXISTS; an incomplete file is removed. */
export async function writeBackup(options: WriteBackupOptions): Promise<BackupReport> {
  const { url, file } = options;
  if (existsSync(file)) {
    throw new BackupError('BACKUP_FILE_EXISTS', `There is a file ${file} already. Nothing was saved. Name another one: a backup is never written over.`);
  }
  const client = new Client({ connectionString: url, application_name: 'penstock-backup' });
  await client.connect();
  const partial = `${file}.part`;
  try {
    const report = await writeSnapshot(client, { ...options, file: partial });
    await checkBackup(partial);
    await rename(partial, file);
    return report;
  } finally {
    await rm(partial, { force: true });
    await client.end();
  }
}

async function writeSnapshot(client: Client, { file, onTable }: WriteBackupOptions): Promise<BackupReport> {
  const tables = await openSnapshot(client);
  const header = await headerOf(client);
  if (header.migrations.length === 0) {
    throw new BackupError('BACKUP_NOTHING_TO_SAVE', 'Penstock has never been started on this database: there is nothing to save. Check DATABASE_URL and PENSTOCK_HOME.');
  }
  const out = createGzip({ level: 4 });
  const target = createWriteStream(file, { mode: 0o600, flags: 'w' });
  // Seen by the next `put`; without a listener a full disk would end the process.
  out.on('error', () => undefined);
  target.on('error', (error) => out.destroy(error));
  out.pipe(target);
  const whole = new BackupTally();
  whole.addHeader(header);
  await put(out, controlLine('penstock-backup', header));
  for (const table of tables) {
    const totals = await writeTable({ client, out }, table);
    whole.addTable(table, totals);
    onTable?.(table.name, totals.rows);
  }
  const totals = whole.totals();
  await put(out, controlLine('complete', totals));
  out.end();
  await finished(target);
  await sync(file);
  await client.query('commit');
  return { ...totals, takenAt: header.takenAt };
}

/** The locks keep migrations and the dropping of partitions away from tables that are still to be read; writers go on. */
async function openSnapshot(client: Client): Promise<readonly TableShape[]> {
  // A row that is hidden from us is missing in the backup: an error is better.
  await client.query(`set row_security = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set datestyle = 'ISO'`);
  await client.query('begin isolation level repeatable read, read only');
  const tables = (await listTables(client)).filter(({ name }) => name !== MIGRATIONS_TABLE && !MOMENTARY_TABLES.includes(name));
  if (tables.length > 0) await client.query(`lock table ${tables.map(({ name }) => quoted(name)).join(', ')} in access share mode`);
  return tables;
}

async function headerOf(client: Client): Promise<BackupHeader> {
  const { rows } = await client.query<{ taken: Date; version: string; system: string }>(
    `select now() as taken, current_setting('server_version') as version, (select system_identifier::text from pg_control_system()) as system`,
  );
  const migrations = await listMigrations(client);
  const { taken, version, system } = rows[0] ?? { taken: new Date(0), version: '', system: '' };
  return { format: FORMAT, takenAt: taken.toISOString(), migrations, postgresVersion: version, systemIdentifier: system };
}

async function writeTable({ client, out }: { client: Client; out: Gzip }, table: TableShape) {
  await put(out, controlLine('table', table));
  const tally = new RowTally();
  for await (const lines of copyOut(client, `copy (select ${columnList(table.columns)} from ${quoted(table.name)}) to stdout`)) {
    tally.add(lines);
    await put(out, lines);
  }
  const totals = tally.totals();
  await put(out, END_OF_ROWS);
  await put(out, controlLine('end', totals));
  return totals;
}

async function put(out: Gzip, bytes: Buffer): Promise<void> {
  if (out.errored) throw out.errored;
  if (!out.write(bytes)) await once(out, 'drain');
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}
