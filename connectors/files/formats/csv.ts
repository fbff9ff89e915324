import { formatCsv, isCsvFormula, parseCsv, withCsvGuard, type CsvDelimiter, type CsvProblem } from '@penstock/kernel';
import { malformed, unwritable } from './malformed';

export interface CsvShape {
  readonly delimiter: CsvDelimiter;
}

/** Rows of cells; what is no CSV is refused, never repaired. @throws ConnectorFailure FILE_MALFORMED with the line. */
export function readRows(text: string, shape: CsvShape): readonly (readonly string[])[] {
  const read = parseCsv(text, shape);
  if (!read.ok) throw malformed(words[read.error.code], `line ${read.error.line}`);
  return read.value.map(({ cells }) => cells);
}

const words: Readonly<Record<CsvProblem['code'], string>> = {
  'quote-in-cell': 'has a quote inside a cell that does not begin with one',
  'text-after-quote': 'has text after a closing quote',
  'quote-not-closed': 'has a quote that is never closed',
};

export interface CsvWriting extends CsvShape {
  /** Spreadsheets run cells that begin with = + - @ as formulas; `text` writes an apostrophe before them. */
  readonly formulas: 'as-they-are' | 'text' | 'refuse';
}

/** CRLF lines, cells quoted where they must be. Plain numbers are no formulas. @throws ConnectorFailure FILE_NOT_WRITTEN */
export const writeRows = (rows: readonly (readonly string[])[], { delimiter, formulas }: CsvWriting): string =>
  formatCsv(rows.map((row) => row.map((cell) => guarded(cell, formulas))), { delimiter });

function guarded(cell: string, formulas: CsvWriting['formulas']): string {
  if (formulas === 'text') return withCsvGuard(cell);
  if (formulas === 'refuse' && isCsvFormula(cell)) throw unwritable(`The value “${cell.slice(0, 40)}” would run as a formula in a spreadsheet`);
  return cell;
}
