import { err, ok, type Result } from '@penstock/kernel';

/** Something wrong in a CSV text, at a line a person can find. */
export interface CsvProblem {
  /** From 1, as editors count. */
  readonly line: number;
  readonly message: string;
}

export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV as RFC 4180 writes it: commas, quotes doubled inside quotes, line breaks inside quotes; also semicolons when
 * the first line has more of them, as spreadsheets of some countries write. Empty lines are left out.
 */
export function readCsv(text: string): Result<readonly CsvRecord[], CsvProblem> {
  const source = text.replace(/^\uFEFF/, '');
  const [first = ''] = source.split('\n', 1);
  const separator = first.split(';').length > first.split(',').length ? ';' : ',';
  const reader = new CsvReader(source, separator);
  return reader.read();
}

class CsvReader {
  private at = 0;
  private line = 1;
  private readonly records: CsvRecord[] = [];

  constructor(
    private readonly text: string,
    private readonly separator: string,
  ) {}

  read(): Result<readonly CsvRecord[], CsvProblem> {
    while (this.at < this.text.length) {
      const startLine = this.line;
      const cells = this.record();
      if (!cells) return err({ line: startLine, message: 'A quotation mark is opened and never closed.' });
      if (cells.some((cell) => cell !== '')) this.records.push({ line: startLine, cells });
    }
    return ok(this.records);
  }

  private record(): string[] | undefined {
    const cells: string[] = [];
    for (;;) {
      const cell = this.text[this.at] === '"' ? this.quoted() : this.plain();
      if (cell === undefined) return undefined;
      cells.push(cell.startsWith("'") && startsFormula.test(cell) ? cell.slice(1) : cell);
      const next = this.text[this.at];
      this.at += 1;
      if (next === this.separator) continue;
      if (next === '\r' && this.text[this.at] === '\n') this.at += 1;
      this.line += 1;
      return cells;
    }
  }

  private plain(): string {
    const start = this.at;
    while (this.at < this.text.length && !['\n', '\r', this.separator].includes(this.text[this.at] ?? '')) this.at += 1;
    return this.text.slice(start, this.at).trim();
  }

  private quoted(): string | undefined {
    let cell = '';
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const letter = this.text[this.at] ?? '';
      if (letter === '\n') this.line += 1;
      if (letter !== '"') cell += letter;
      else if (this.text[this.at + 1] === '"') {
        cell += '"';
        this.at += 1;
      } else {
        this.at += 1;
        this.plain();
        return cell;
      }
    }
    return undefined;
  }
}

/** A cell that a spreadsheet would run as a formula is written as a text, behind one more apostrophe; reading takes it away. */
const startsFormula = /^'*[=+\-@\t\r]/;
const isNumber = /^[+-]?\d+(\.\d+)?$/;

export const writeCsv = (rows: readonly (readonly string[])[]): string => rows.map((cells) => cells.map(written).join(',')).join('\r\n') + '\r\n';

function written(cell: string): string {
  const safe = startsFormula.test(cell) && !isNumber.test(cell) ? `'${cell}` : cell;
  return /[",\r\n;]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
