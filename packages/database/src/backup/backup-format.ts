/**
 * The form of a backup file: gzip over lines. A control line starts with `#`, a block of COPY text lines follows each
 * `#table` and ends with `\.`, the way COPY itself ends one.
 *
 *     #penstock-backup {header}
 *     #table {"name":…,"columns":[…]}
 *     …rows…
 *     \.
 *     #end {"rows":…,"sha256":…}
 *     #complete {"tables":…,"rows":…,"sha256":…}
 *
 * F1 A file without `#complete` is not a backup: it was cut off.
 * F2 Every table's rows are counted and hashed; the whole is hashed over the hashes, so no table can be taken out.
 */
import { createHash, type Hash } from 'node:crypto';
import { damaged } from './backup.errors';
import type { TableShape } from './table-catalog';

export const FORMAT = 1;

export interface BackupHeader {
  readonly format: number;
  /** Database time of the snapshot, ISO. Everything committed before is inside, nothing after. */
  readonly takenAt: string;
  readonly migrations: readonly string[];
  readonly postgresVersion: string;
  readonly systemIdentifier: string;
}

export interface TableTotals {
  readonly rows: number;
  readonly sha256: string;
}
export interface BackupTotals extends TableTotals {
  readonly tables: number;
}

export type BackupPart =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly table: TableShape }
  /** Whole lines of the table before. */
  | { readonly kind: 'rows'; readonly lines: Buffer }
  | { readonly kind: 'end'; readonly totals: TableTotals }
  | { readonly kind: 'complete'; readonly totals: BackupTotals };

export const controlLine = (word: string, content: object): Buffer => Buffer.from(`#${word} ${JSON.stringify(content)}\n`);
export const END_OF_ROWS = Buffer.from('\\.\n');

const NEWLINE = 10;

/** Counts and hashes the rows of one table. */
export class RowTally {
  private rows = 0;
  private readonly hash: Hash = createHash('sha256');

  add(lines: Buffer): void {
    this.hash.update(lines);
    for (let at = lines.indexOf(NEWLINE); at >= 0; at = lines.indexOf(NEWLINE, at + 1)) this.rows += 1;
  }
  totals(): TableTotals {
    return { rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/** Sums up a file over its header and tables (F2). */
export class BackupTally {
  private tables = 0;
  private rows = 0;
  private readonly hash: Hash = createHash('sha256');

  addHeader(header: BackupHeader): void {
    this.hash.update(JSON.stringify(header));
  }
  addTable(table: TableShape, totals: TableTotals): void {
    this.tables += 1;
    this.rows += totals.rows;
    this.hash.update(JSON.stringify([table.name, table.columns, totals.rows, totals.sha256]));
  }
  totals(): BackupTotals {
    return { tables: this.tables, rows: this.rows, sha256: this.hash.digest('hex') };
  }
}

/** Takes unpacked bytes apart. Says nothing about counts and hashes: that is `checkedParts`. */
export async function* partsOf(bytes: AsyncIterable<Buffer>): AsyncGenerator<BackupPart> {
  let rest: Buffer = Buffer.alloc(0);
  let isInRows = false;
  for await (const chunk of bytes) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const part: Taken | undefined = isInRows ? takeRows(rest) : takeControl(rest);
      if (!part) break;
      rest = rest.subarray(part.taken);
      isInRows = part.isInRows;
      if (part.part) yield part.part;
    }
  }
  if (rest.length > 0 || isInRows) throw damaged('it ends in the middle of a table');
}

interface Taken {
  readonly part: BackupPart | undefined;
  readonly taken: number;
  readonly isInRows: boolean;
}

function takeRows(bytes: Buffer): Taken | undefined {
  const end = startOfLine(bytes, END_OF_ROWS);
  if (end === 0) return { part: undefined, taken: END_OF_ROWS.length, isInRows: false };
  const taken = end > 0 ? end : bytes.lastIndexOf(NEWLINE) + 1;
  if (taken === 0) return undefined;
  return { part: { kind: 'rows', lines: bytes.subarray(0, taken) }, taken, isInRows: true };
}

function startOfLine(bytes: Buffer, line: Buffer): number {
  for (let at = bytes.indexOf(line); at >= 0; at = bytes.indexOf(line, at + 1)) {
    if (at === 0 || bytes[at - 1] === NEWLINE) return at;
  }
  return -1;
}

function takeControl(bytes: Buffer): Taken | undefined {
  const end = bytes.indexOf(NEWLINE);
  if (end < 0) return undefined;
  const part = controlPart(bytes.subarray(0, end).toString('utf8'));
  return { part, taken: end + 1, isInRows: part.kind === 'table' };
}

function controlPart(line: string): BackupPart {
  const [word, content] = /^#([a-z-]+) (\{.*\})$/.exec(line)?.slice(1) ?? [];
  const value = contentOf(content);
  switch (word) {
    case 'penstock-backup':
      return { kind: 'header', header: value as BackupHeader };
    case 'table':
      return { kind: 'table', table: value as TableShape };
    case 'end':
      return { kind: 'end', totals: value as TableTotals };
    case 'complete':
      return { kind: 'complete', totals: value as BackupTotals };
    default:
      throw damaged('it contains lines that no backup has');
  }
}

function contentOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch (error) {
    throw damaged('one of its headings cannot be read', error);
  }
}
