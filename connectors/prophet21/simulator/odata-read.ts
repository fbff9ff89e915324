import { Decimal, type Json } from '@penstock/kernel';
import { ODataMistake, parseFilter, type Comparison, type Filter, type FilterLiteral } from './odata-filter';
import { comparable, type Row, type Table } from './table-store';

export interface ODataPage {
  readonly rows: readonly Row[];
  /** Only when `$count=true` was asked. */
  readonly count: number | undefined;
}

type Options = Readonly<Record<string, string>>;

/** @throws ODataMistake in P21's words. */
export function readTable(table: Table, options: Options): ODataPage {
  const filter = options['$filter'] ? parseFilter(options['$filter'], table) : undefined;
  const order = orderOf(table, options['$orderby']);
  const columns = columnsOf(table, options['$select']);
  const skip = wholeNumber(options['$skip'], 0);
  const top = wholeNumber(options['$top'], Number.POSITIVE_INFINITY);
  const wantsCount = options['$count'] === 'true';

  // Without an order or a count the first rows will do: a look at "any row" must not scan a large table.
  const enough = order || wantsCount ? Number.POSITIVE_INFINITY : skip + top;
  const found = filtered(candidates(table, filter), filter, enough);
  const ordered = order ? [...found].sort(order) : found;
  const rows = ordered.slice(skip, skip + top);
  return {
    rows: rows.map((row) => selected(row, columns ?? table.columnNames)),
    count: wantsCount ? found.length : undefined,
  };
}

function filtered(rows: readonly Row[], filter: Filter | undefined, enough: number): readonly Row[] {
  if (!filter) return rows.length <= enough ? rows : rows.slice(0, enough);
  const found: Row[] = [];
  for (const row of rows) {
    if (found.length >= enough) break;
    if (holds(filter, row)) found.push(row);
  }
  return found;
}

/** The rows an index narrows the filter down to, or all of them. */
function candidates(table: Table, filter: Filter | undefined): readonly Row[] {
  const conjuncts = filter?.kind === 'and' ? filter.parts : filter ? [filter] : [];
  for (const part of conjuncts) {
    const rows = indexedRows(table, part);
    if (rows) return rows;
  }
  return table.rows;
}

function indexedRows(table: Table, filter: Filter): readonly Row[] | undefined {
  if (filter.kind === 'compare' && filter.operator === 'eq' && table.isIndexed(filter.column)) {
    return table.find(filter.column, valueOf(filter.literal));
  }
  if (filter.kind !== 'or') return undefined;
  const parts = filter.parts.map((part) => indexedRows(table, part));
  if (parts.some((rows) => rows === undefined)) return undefined;
  return [...new Set(parts.flatMap((rows) => rows ?? []))];
}

const valueOf = ({ type, value }: FilterLiteral): Json => (type === 'number' ? Decimal.from(value) : value);

function holds(filter: Filter, row: Row): boolean {
  switch (filter.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'not':
      return !holds(filter.part, row);
    case 'and':
      return filter.parts.every((part) => holds(part, row));
    case 'or':
      return filter.parts.some((part) => holds(part, row));
    case 'match':
      return matches(comparable(row[filter.column]), filter.match, comparable(filter.text));
    case 'compare':
      return compares(row[filter.column] ?? null, filter.operator, filter.literal);
  }
}

function matches(value: string, match: 'startswith' | 'endswith' | 'contains', text: string): boolean {
  if (match === 'startswith') return value.startsWith(text);
  return match === 'endswith' ? value.endsWith(text) : value.includes(text);
}

function compares(value: Json, operator: Comparison, literal: FilterLiteral): boolean {
  if (literal.type === 'null') return operator === 'eq' ? value === null : operator === 'ne' && value !== null;
  if (value === null) return operator === 'ne';
  const sign =
    literal.type === 'number' ? numeric(value).compare(Decimal.from(literal.value)) : textual(value, literal);
  switch (operator) {
    case 'eq':
      return sign === 0;
    case 'ne':
      return sign !== 0;
    case 'gt':
      return sign > 0;
    case 'ge':
      return sign >= 0;
    case 'lt':
      return sign < 0;
    case 'le':
      return sign <= 0;
  }
}

const numeric = (value: Json): Decimal =>
  Decimal.from(value instanceof Decimal || typeof value === 'number' ? value : 0);

function textual(value: Json, { type, value: wanted }: FilterLiteral): number {
  const left = type === 'timestamp' ? instant(String(value)) : comparable(value);
  const right = type === 'timestamp' ? instant(wanted) : comparable(wanted);
  return left < right ? -1 : left > right ? 1 : 0;
}

/** One length for all, without a zone, so that text order is time order. */
function instant(timestamp: string): string {
  const plain = timestamp.replace(/(Z|[+-]\d{2}:\d{2})$/, '');
  const [date = '', time = ''] = plain.split('T');
  return `${date}T${time.padEnd(12, '00:00:00.000'.slice(time.length))}`;
}

function orderOf(table: Table, text: string | undefined): ((left: Row, right: Row) => number) | undefined {
  if (!text) return undefined;
  const keys = text.split(',').map((part) => {
    const [column = '', direction] = part.trim().split(/\s+/);
    if (!table.columnType(column)) throw unknownColumn(table, column);
    return { column, sign: direction === 'desc' ? -1 : 1 };
  });
  return (left, right) => {
    for (const { column, sign } of keys) {
      const order = compareValues(left[column], right[column]);
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

function compareValues(left: Json | undefined, right: Json | undefined): number {
  if (typeof left === 'string' || typeof right === 'string') {
    return String(left ?? '') < String(right ?? '') ? -1 : String(left ?? '') > String(right ?? '') ? 1 : 0;
  }
  return numeric(left ?? 0).compare(numeric(right ?? 0));
}

function columnsOf(table: Table, text: string | undefined): readonly string[] | undefined {
  if (!text) return undefined;
  const columns = text.split(',').map((column) => column.trim());
  for (const column of columns) if (!table.columnType(column)) throw unknownColumn(table, column);
  return columns;
}

const selected = (row: Row, columns: readonly string[]): Row =>
  Object.fromEntries(columns.map((column) => [column, row[column] ?? null]));

const unknownColumn = (table: Table, column: string): ODataMistake =>
  new ODataMistake(`Could not find a property named '${column}' on type 'dbo.${table.name}'.`);

function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (/^\d+$/.test(text)) return Number(text);
  throw new ODataMistake(`Syntax error at position 0 in '${text}'.`);
}
