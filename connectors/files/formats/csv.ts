import { malformed, unwritable } from './malformed';

export interface CsvShape {
  readonly delimiter: ',' | ';' | '\t' | '|';
}

/**
 * Rows of cells by RFC 4180, strictly: a quote inside an unquoted cell, text after a closing quote and an open quote at
 * the end are refused, never repaired. Lines end with CRLF, LF or CR; a byte order mark is passed over; empty lines too.
 * @throws ConnectorFailure FILE_MALFORMED with the line.
 */
export function parseCsv(text: string, { delimiter }: CsvShape): readonly (readonly string[])[] {
  const reader = new CsvReader(text.startsWith('\uFEFF') ? text.slice(1) : text, delimiter);
  return reader.rows();
}

class CsvReader {
  private at = 0;
  private line = 1;

  constructor(
    private readonly text: string,
    private readonly delimiter: string,
  ) {}

  rows(): string[][] {
    const rows: string[][] = [];
    while (this.at < this.text.length) {
      if (this.endLine()) continue;
      rows.push(this.row());
    }
    return rows;
  }

  private row(): string[] {
    const cells = [this.cell()];
    while (this.text[this.at] === this.delimiter) {
      this.at += 1;
      cells.push(this.cell());
    }
    if (this.at < this.text.length && !this.endLine()) throw malformed('has text after a closing quote', `line ${this.line}`);
    return cells;
  }

  private cell(): string {
    return this.text[this.at] === '"' ? this.quoted() : this.plain();
  }

  private plain(): string {
    const start = this.at;
    while (this.at < this.text.length && !this.isEnd(this.text[this.at])) {
      if (this.text[this.at] === '"') throw malformed('has a quote inside a cell that does not begin with one', `line ${this.line}`);
      this.at += 1;
    }
    return this.text.slice(start, this.at);
  }

  private quoted(): string {
    const startLine = this.line;
    let cell = '';
    for (;;) {
      const end = this.text.indexOf('"', this.at + 1);
      if (end < 0) throw malformed('has a quote that is never closed', `line ${startLine}`);
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

export interface CsvWriting extends CsvShape {
  /** Spreadsheets run cells that begin with = + - @ as formulas; `text` writes an apostrophe before them. */
  readonly formulas: 'as-they-are' | 'text' | 'refuse';
}

/** CRLF lines, cells quoted where they must be. Plain numbers are no formulas. @throws ConnectorFailure FILE_NOT_WRITTEN */
export function writeCsv(rows: readonly (readonly string[])[], { delimiter, formulas }: CsvWriting): string {
  const cell = (text: string): string => {
    const safe = guarded(text, formulas);
    return safe.includes(delimiter) || /["\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return rows.map((row) => `${row.map(cell).join(delimiter)}\r\n`).join('');
}

function guarded(text: string, formulas: CsvWriting['formulas']): string {
  const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+(\.\d+)?$/.test(text);
  if (!isFormula || formulas === 'as-they-are') return text;
  if (formulas === 'refuse') throw unwritable(`The value “${text.slice(0, 40)}” would run as a formula in a spreadsheet`);
  return `'${text}`;
}
