import type { Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import type { Company } from './company';
import { ODataMistake } from './odata-filter';
import { readTable } from './odata-read';
import { isTableName, type TableName } from './table-columns';
import { comparable, type Row, type Table } from './table-store';

/** `/data/erp/views/v1`: the older surface, OData v3 in its literals, with records addressed by key. */
const METADATA = 'http://p21server/data/erp/views/v1/$metadata';

/** `p21_view_oe_hdr` shows the table of that name; the others are tables that this simulator does not keep. */
export function tableOfView(view: string): TableName | undefined {
  const table = view.startsWith('p21_view_') ? view.slice('p21_view_'.length) : '';
  return isTableName(table) && !unviewed.has(table) ? table : undefined;
}

/** The curated set has no AR receipt, payment, ledger, terms or bank views. */
const unviewed = new Set<string>(
  'ar_receipts ar_receipts_detail ar_payment_details gl chart_of_accts periods bank_accounts payment_types remittances frame_menu'.split(
    ' ',
  ),
);

export function readErpView({ store }: Company, request: SimulatorRequest): SimulatorReply {
  const [, view = '', key] = /^([a-z0-9_]+)(?:\((.*)\))?$/.exec(request.params['view'] ?? '') ?? [];
  const name = tableOfView(view);
  if (!name) return { status: 404, body: '' };
  try {
    const table = store.table(name);
    if (key !== undefined) return oneRecord(table, view, key);
    const options = { ...request.query, ...(request.query['$filter'] && { $filter: asV4(request.query['$filter']) }) };
    const { rows } = readTable(table, options);
    return { status: 200, body: { 'odata.metadata': `${METADATA}#${view}`, value: rows as Json } };
  } catch (error) {
    if (!(error instanceof ODataMistake)) throw error;
    return { status: 400, body: { 'odata.error': { code: '', message: { lang: 'en-US', value: error.message } } } };
  }
}

/** `('1013938')`, or `(company_id = '1', customer_id = 100915M)` where one column is not enough. */
function oneRecord(table: Table, view: string, key: string): SimulatorReply {
  const parts = [...key.matchAll(/(?:(\w+)\s*=\s*)?('(?:[^']|'')*'|-?[\d.]+M?)/g)];
  const found = table.rows.find((row) =>
    parts.every(([, column, literal = '']) => holds(row, column ?? keyColumn(table), literal)),
  );
  if (!found || parts.length === 0) return { status: 404, body: '' };
  return { status: 200, body: { 'odata.metadata': `${METADATA}#${view}/@Element`, ...visible(table, found) } };
}

const visible = (table: Table, row: Row): Row =>
  Object.fromEntries(table.columnNames.map((column) => [column, row[column] ?? null]));

const keyColumn = (table: Table): string => table.firstKey;

function holds(row: Row, column: string, literal: string): boolean {
  const value = literal.startsWith("'") ? literal.slice(1, -1).replaceAll("''", "'") : literal.replace(/M$/, '');
  return comparable(row[column]) === comparable(value);
}

/** `datetime'…'` and `100M` are the literals of v3; the rest is the same language. */
const asV4 = (filter: string): string =>
  filter.replace(/datetime'([^']*)'/g, '$1').replace(/\b(-?\d+(?:\.\d+)?)M\b/g, '$1');
