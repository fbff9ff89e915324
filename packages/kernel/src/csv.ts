import { err, ok, type Result } from './result';

/** What stands between the cells. */
export const csvDelimiters = [',', ';', '\t', '|'] as const;
export type CsvDelimiter = (typeof csvDelimiters)[number];

/** Why a text is no CSV, and where. */
export interface CsvProblem {
  readonly code: 'quote-in-cell' | 'text-after-quote' | 'quote-not-closed';
  /** From 1, as editors count; of a quote that is never closed the line it stands in. */
  readonly line: number;
}

export interface CsvRecord {
  /** Where it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvReading {
  readonly delimiter: CsvDelimiter;
  /** Takes the blanks around cells away that stand without quotes. Default: they belong to the cell. */
  readonly trim?: boolean;
  /** Reads no further than this. */
  readonly mostRecords?: number;
}

/**
 * Records by RFC 4180, strictly: a quote inside an unquoted cell, text after a closing quote and a quote that is never
 * closed are refused, never repaired. Lines end with CRLF, LF or CR; a byte order mark and empty lines are passed over.
 */
export function parseCsv(text: string, reading: CsvReading): Result<readonly CsvRecord[], CsvProblem> {
  try {
    return ok(new CsvReader(text.startsWith('\uFEFF') ? text.slice(1) : text, reading).records());
  } catch (thrown) {
    if (thrown instanceof Broken) return err(thrown.problem);
    throw thrown;
  }
}

/** The one of the delimiters that the first line has most of; the first of them where it has none. */
export function csvDelimiterOf(text: string, among: readonly [CsvDelimiter, ...CsvDelimiter[]]): CsvDelimiter {
  const [line = ''] = text.split(/[\r\n]/, 1);
  const count = (delimiter: string): number => line.split(delimiter).length;
  return among.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** CRLF lines; a cell is quoted where any reader could take it for more than one, or lose its blanks. */
export const formatCsv = (rows: readonly (readonly string[])[], { delimiter }: { readonly delimiter: CsvDelimiter }): string =>
  rows.map((cells) => `${cells.map(quoted).join(delimiter)}\r\n`).join('');

const quoted = (cell: string): string => (/[",;\t|\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Whether a spreadsheet would run a cell as a formula. Plain numbers are none. */
export const isCsvFormula = (cell: string): boolean => /^[=+\-@\t\r]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell);

/** A cell that a spreadsheet would run, behind an apostrophe, so that it stays a text; `withoutCsvGuard` takes it away again. */
export const withCsvGuard = (cell: string): string => (isGuarded(cell) || isCsvFormula(cell) ? `'${cell}` : cell);
export const withoutCsvGuard = (cell: string): string => (isGuarded(cell) ? cell.slice(1) : cell);

/** Apostrophes before a formula count as well: what was written so must come back so. */
const isGuarded = (cell: string): boolean => /^'+[=+\-@\t\r]/.test(cell);

class Broken extends Error {
  constructor(readonly problem: CsvProblem) {
    super(problem.code);
  }
}

class CsvReader {
  private at = 0;
  private line = 1;
  private readonly delimiter: CsvDelimiter;
  private readonly trim: boolean;
  private readonly mostRecords: number;

  constructor(
    private readonly text: string,
    { delimiter, trim = false, mostRecords = Infinity }: CsvReading,
  ) {
    this.delimiter = delimiter;
    this.trim = trim;
    this.mostRecords = mostRecords;
  }

  records(): CsvRecord[] {
    const records: CsvRecord[] = [];
    while (this.at < this.text.length && records.length < this.mostRecords) {
      if (this.endLine()) continue;
      const { line } = this;
      records.push({ line, cells: this.cells() });
    }
    return records;
  }

  private cells(): string[] {
    const cells = [this.cell()];
    while (this.text[this.at] === this.delimiter) {
      this.at += 1;
      cells.push(this.cell());
    }
    if (this.at < this.text.length && !this.endLine()) throw new Broken({ code: 'text-after-quote', line: this.line });
    return cells;
  }

  private cell(): string {
    this.skipBlanks();
    if (this.text[this.at] !== '"') return this.plain();
    const cell = this.quoted();
    this.skipBlanks();
    return cell;
  }

  private skipBlanks(): void {
    while (this.trim && this.delimiter !== this.text[this.at] && /[ \t]/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private plain(): string {
    const start = this.at;
    while (this.at < this.text.length && !this.isEnd(this.text[this.at])) {
      if (this.text[this.at] === '"') throw new Broken({ code: 'quote-in-cell', line: this.line });
      this.at += 1;
    }
    const cell = this.text.slice(start, this.at);
    return this.trim ? cell.trim() : cell;
  }

  private quoted(): string {
    const { line } = this;
    let cell = '';
    for (;;) {
      const end = this.text.indexOf('"', this.at + 1);
      if (end < 0) throw new Broken({ code: 'quote-not-closed', line });
      const part = this.text.slice(this.at + 1, end);
      this.line += part.split(/\r\n|\n|\r/).length - 1;
      cell += part;
      this.at = end;
      if (this.text[end + 1] !== '"') break;
      cell += '"';
      this.at += 1;
    }
    this.at += 1;
    return cell;
  }

  private isEnd(character: string | undefined): boolean {
    return character === this.delimiter || character === '\n' || character === '\r';
  }

  private endLine(): boolean {
    const character = this.text[this.at];
    if (character !== '\r' && character !== '\n') return false;
    this.at += character === '\r' && this.text[this.at + 1] === '\n' ? 2 : 1;
    this.line += 1;
    return true;
  }
}
