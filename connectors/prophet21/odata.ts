import { ConnectorFailure } from '@penstock/connector-sdk';
import { invariant, type JsonObject } from '@penstock/kernel';
import { isObject } from './answer';
import { callP21, type P21Context } from './api';

/**
 * Reading tables through `/odataservice/odata` (OData 4.0, read-only). Quirks this file answers for:
 * 1. `in (…)` is accepted and ignored, which returns the whole table: only `or` chains are written.
 * 2. There is no nextLink and no server limit: every read has a `$top`, and pages end with a short one.
 * 3. The right side of a comparison is always a literal, and its type must be the column's.
 */

/** `text` is quoted, `number` and `timestamp` stand bare. */
export interface Literal {
  readonly type: 'text' | 'number' | 'timestamp';
  readonly value: string;
}
export const textLiteral = (value: string): Literal => ({ type: 'text', value });
export const numberLiteral = (value: string): Literal => ({ type: 'number', value });
export const timestampLiteral = (value: string): Literal => ({ type: 'timestamp', value });

export const comparisons = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export const textMatches = ['startswith', 'endswith', 'contains'] as const;
export type Operator = (typeof comparisons)[number] | (typeof textMatches)[number];

export interface Condition {
  readonly column: string;
  readonly operator: Operator;
  readonly value: Literal;
}
export const equals = (column: string, value: Literal): Condition => ({ column, operator: 'eq', value });

export interface TableQuery {
  readonly table: string;
  readonly select?: readonly string[];
  /** All must hold. */
  readonly where?: readonly Condition[];
  /** At least one of these must hold, besides `where`. */
  readonly anyOf?: readonly Condition[];
  /** Needed for paging: without a fixed order rows would move between pages. */
  readonly orderBy?: readonly string[];
  readonly descending?: boolean;
  /** Also asks how many rows there are in all. */
  readonly count?: boolean;
  /** Views are read from their own address; a view asked for as a table is an empty 404. Default: a table. */
  readonly kind?: 'table' | 'view';
}

/** Longest `or` chain that stays well below the 2,048 characters of a P21 address. */
export const LONGEST_CHAIN = 50;
const PAGE_SIZE = 1000;

const numberShape = /^-?\d+(\.\d+)?$/;
const timestampShape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const nameShape = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;

/** @throws ConnectorFailure when the value cannot be of that type: sent on, P21 would answer 404 without a reason. */
export function literalText({ type, value }: Literal): string {
  if (type === 'text') return `'${value.replaceAll("'", "''")}'`;
  const shape = type === 'number' ? numberShape : timestampShape;
  if (shape.test(value)) return value;
  throw new ConnectorFailure({
    class: 'business',
    code: 'P21_BAD_QUERY_VALUE',
    message: `"${value.slice(0, 60)}" is not a ${type === 'number' ? 'number' : 'date'}, so Prophet 21 cannot be asked for it.`,
  });
}

function conditionText({ column, operator, value }: Condition): string {
  const isMatch = (textMatches as readonly string[]).includes(operator);
  const name = columnName(column);
  return isMatch ? `${operator}(${name},${literalText(value)})` : `${name} ${operator} ${literalText(value)}`;
}

export function filterText({ where = [], anyOf = [] }: Pick<TableQuery, 'where' | 'anyOf'>): string {
  invariant(anyOf.length <= LONGEST_CHAIN, `an or-chain has at most ${LONGEST_CHAIN} members`);
  const all = where.map(conditionText);
  if (anyOf.length === 0) return all.join(' and ');
  return [...all, `(${anyOf.map(conditionText).join(' or ')})`].join(' and ');
}

export function queryPath(query: TableQuery, page: { readonly top: number; readonly skip: number }): string {
  const { table, select = [], orderBy = [], descending = false, count = false, kind = 'table' } = query;
  const filter = filterText(query);
  const direction = descending ? ' desc' : '';
  const options = [
    ...(select.length > 0 ? [['$select', select.map(columnName).join(',')]] : []),
    ...(filter !== '' ? [['$filter', filter]] : []),
    ...(orderBy.length > 0 ? [['$orderby', orderBy.map((column) => columnName(column) + direction).join(',')]] : []),
    ['$top', String(page.top)],
    ['$skip', String(page.skip)],
    ...(count ? [['$count', 'true']] : []),
  ] as [string, string][];
  const search = options.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  return `/odataservice/odata/${kind}/${columnName(table)}?${search}`;
}

export async function readPage(
  context: P21Context,
  query: TableQuery,
  { top, skip = 0 }: { readonly top: number; readonly skip?: number },
): Promise<readonly JsonObject[]> {
  const answer = await callP21(context, { kind: 'odata', method: 'GET', url: queryPath(query, { top, skip }) });
  const rows = isObject(answer) ? answer['value'] : undefined;
  if (Array.isArray(rows) && rows.every(isObject)) return rows;
  throw new ConnectorFailure({
    class: 'transient',
    code: 'P21_UNREADABLE_ANSWER',
    message: `Prophet 21's answer to a query of ${query.table} holds no rows list. Nothing was changed.`,
  });
}

/** All rows up to `limit`, page by page until a short page. */
export async function readRows(context: P21Context, query: TableQuery, limit: number): Promise<readonly JsonObject[]> {
  invariant(query.orderBy !== undefined && query.orderBy.length > 0, 'a paged read is ordered by a key');
  const rows: JsonObject[] = [];
  while (rows.length < limit) {
    const top = Math.min(PAGE_SIZE, limit - rows.length);
    const page = await readPage(context, query, { top, skip: rows.length });
    rows.push(...page);
    if (page.length < top) break;
  }
  return rows;
}

/** A name goes into the address unquoted, so anything but a plain name is refused. */
export function columnName(name: string): string {
  if (nameShape.test(name)) return name;
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_BAD_COLUMN_NAME',
    message: `"${name.slice(0, 60)}" is not the name of a Prophet 21 table or column.`,
  });
}
