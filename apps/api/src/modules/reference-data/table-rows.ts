import { csvDelimiterOf, err, formatCsv, ok, parseCsv, withCsvGuard, withoutCsvGuard, type CsvProblem, type Result } from '@penstock/kernel';
import type { Issue } from '@penstock/contracts';
import { mostReferenceRows } from '@penstock/contracts';
import type { ReferenceRow, ReferenceTableKind } from '@penstock/database';

const headings: Readonly<Record<ReferenceTableKind, readonly [string, string]>> = { 'value-table': ['key', 'value'], 'cross-reference': ['left', 'right'] };
const longestCell = 500;
/** More are not told: a file of another kind would fill pages. */
const mostIssues = 50;

export interface TableShape {
  readonly kind: ReferenceTableKind;
  readonly ignoreCase: boolean;
}

const csvWords: Readonly<Record<CsvProblem['code'], string>> = {
  'quote-not-closed': 'A quotation mark is opened and never closed.',
  'text-after-quote': 'There is text behind a closing quotation mark. Double the quotation marks inside of a cell.',
  'quote-in-cell': 'There is a quotation mark in a cell that does not begin with one. Put the cell in quotation marks, and double the one inside.',
};

/** A row and where it stands, as a person would look for it. */
interface PlacedRow {
  readonly place: string;
  readonly cells: readonly string[];
}

/** Rows of a CSV text with a heading line, or everything that is wrong with it, line by line. */
export function rowsFromCsv(text: string, shape: TableShape): Result<readonly ReferenceRow[], readonly Issue[]> {
  const read = parseCsv(text, { delimiter: csvDelimiterOf(text, [',', ';']), trim: true });
  if (!read.ok) return err([issueAt(`line ${read.error.line}`, 'CSV_INVALID', csvWords[read.error.code])]);
  const [heading, ...records] = read.value.filter(({ cells }) => cells.some((cell) => cell !== ''));
  if (heading?.cells.length !== 2) {
    return err([issueAt('line 1', 'HEADING_MISSING', `The first line must name two columns, such as ${headings[shape.kind].join(',')}.`)]);
  }
  return checkedRows(records.map(({ line, cells }) => ({ place: `line ${line}`, cells: cells.map(withoutCsvGuard) })), shape);
}

/** Rows as they came in a request. */
export const rowsFromList = (rows: readonly ReferenceRow[], shape: TableShape): Result<readonly ReferenceRow[], readonly Issue[]> =>
  checkedRows(rows.map((cells, index) => ({ place: `row ${index + 1}`, cells })), shape);

export const csvFromRows = (rows: readonly ReferenceRow[], kind: ReferenceTableKind): string => formatCsv([headings[kind], ...rows.map((cells) => cells.map(withCsvGuard))], { delimiter: ',' });

function checkedRows(placed: readonly PlacedRow[], shape: TableShape): Result<readonly ReferenceRow[], readonly Issue[]> {
  if (placed.length > mostReferenceRows) return err([issueAt('', 'TOO_MANY_ROWS', `A table has at most ${mostReferenceRows.toLocaleString('en-US')} rows; these are ${placed.length.toLocaleString('en-US')}.`)]);
  const seen = { left: new Map<string, string>(), right: new Map<string, string>() };
  const issues = placed.flatMap((row) => issuesOf(row, { shape, seen }));
  if (issues.length > 0) return err(issues.slice(0, mostIssues));
  return ok(placed.map(({ cells: [key = '', value = ''] }) => [key, value] as const));
}

interface Seen {
  readonly left: Map<string, string>;
  readonly right: Map<string, string>;
}

function issuesOf({ place, cells }: PlacedRow, { shape, seen }: { readonly shape: TableShape; readonly seen: Seen }): Issue[] {
  if (cells.length !== 2) return [issueAt(place, 'WRONG_NUMBER_OF_CELLS', `It has ${cells.length} cells; two are needed.`)];
  const [key = '', value = ''] = cells;
  if (key === '') return [issueAt(place, 'KEY_EMPTY', 'The key is empty.')];
  if (key.length > longestCell || value.length > longestCell) return [issueAt(place, 'CELL_TOO_LONG', `A cell has at most ${longestCell} characters.`)];
  const isCross = shape.kind === 'cross-reference';
  if (isCross && value === '') return [issueAt(place, 'KEY_EMPTY', 'The right side is empty.')];
  const normal = (text: string): string => (shape.ignoreCase ? text.trim().toLowerCase() : text);
  const repeated = [repeatedIn(seen.left, normal(key), { place, text: key }), isCross ? repeatedIn(seen.right, normal(value), { place, text: value }) : undefined];
  return repeated.filter((issue) => issue !== undefined);
}

function repeatedIn(seen: Map<string, string>, key: string, { place, text }: { readonly place: string; readonly text: string }): Issue | undefined {
  const former = seen.get(key);
  if (former === undefined) {
    seen.set(key, place);
    return undefined;
  }
  return issueAt(place, 'KEY_REPEATED', `“${text}” stands in ${former} already; a look-up would not know which one is meant.`);
}

const issueAt = (place: string, code: string, message: string): Issue => ({ code, message: place === '' ? message : `${sentenceCase(place)}: ${message}`, ...(place !== '' && { path: place }) });

const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
