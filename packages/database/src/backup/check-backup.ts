import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { messageOf } from '@penstock/kernel';
import { BackupError, damaged } from './backup.errors';
import { BackupTally, FORMAT, partsOf, RowTally, type BackupHeader, type BackupPart, type BackupTotals, type TableTotals } from './backup-format';
import type { TableShape } from './table-catalog';

export interface CheckedBackup {
  readonly header: BackupHeader;
  readonly totals: BackupTotals;
}

/** Reads the whole file and answers what it holds. @throws BackupError when a single bit is not as it was written. */
export async function checkBackup(file: string): Promise<CheckedBackup> {
  let header: BackupHeader | undefined;
  for await (const part of checkedParts(file)) {
    if (part.kind === 'header') header = part.header;
    if (part.kind === 'complete' && header) return { header, totals: part.totals };
  }
  throw damaged('its end is missing');
}

/** The parts of a file, each total compared with what was read. */
export async function* checkedParts(file: string): AsyncGenerator<BackupPart> {
  const check = new PartCheck();
  try {
    for await (const part of partsOf(unpacked(file))) {
      check.take(part);
      yield part;
    }
  } catch (error) {
    throw asBackupError(error);
  }
  if (!check.isComplete) throw damaged('its end is missing');
}

function unpacked(file: string): AsyncIterable<Buffer> {
  const source = createReadStream(file);
  const gunzip = createGunzip({ chunkSize: 256 * 1024 });
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}

function asBackupError(error: unknown): unknown {
  if (error instanceof BackupError) return error;
  const { code } = error as { code?: string };
  if (code?.startsWith('Z_')) return damaged(`it cannot be unpacked (${messageOf(error)})`, error);
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') {
    return new BackupError('BACKUP_FILE_UNREADABLE', `The backup file cannot be read (${messageOf(error)}). Nothing was written.`, { cause: error });
  }
  return error;
}

class PartCheck {
  isComplete = false;
  private hasHeader = false;
  private table: TableShape | undefined;
  private rows = new RowTally();
  private readonly whole = new BackupTally();

  take(part: BackupPart): void {
    if (this.isComplete) throw damaged('something follows its end');
    if (part.kind !== 'header' && !this.hasHeader) throw damaged('it does not start like a backup');
    switch (part.kind) {
      case 'header':
        return this.start(part.header);
      case 'table':
        this.table = part.table;
        this.rows = new RowTally();
        return;
      case 'rows':
        return this.rows.add(part.lines);
      case 'end':
        return this.endTable(part.totals);
      case 'complete':
        return this.complete(part.totals);
    }
  }

  private start(header: BackupHeader): void {
    if (header.format !== FORMAT) {
      throw new BackupError('BACKUP_FROM_NEWER_VERSION', `The backup file has form ${header.format}, which this version does not read. Nothing was written. Use the version that made it, or a newer one.`);
    }
    this.hasHeader = true;
    this.whole.addHeader(header);
  }

  private endTable(totals: TableTotals): void {
    const { table } = this;
    const read = this.rows.totals();
    if (!table || read.rows !== totals.rows || read.sha256 !== totals.sha256) throw damaged(`the rows of ${table?.name ?? 'a table'} are not those that were saved`);
    this.whole.addTable(table, totals);
    this.table = undefined;
  }

  private complete(totals: BackupTotals): void {
    const read = this.whole.totals();
    if (read.sha256 !== totals.sha256 || read.tables !== totals.tables) throw damaged('its tables are not those that were saved');
    this.isComplete = true;
  }
}
