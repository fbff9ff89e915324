import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { isObject, text, withoutAbsent, type PayTraceContext } from './answers';
import { call } from './api';
import { transactionOf, type Transaction } from './transaction-record';
import { callV3 } from './v3/api';
import { listOfV3, recordOfV3 } from './v3/records';
import { byVersion } from './versions';

export interface DateRange {
  /** MM/DD/YYYY, gateway days, both included. */
  readonly start_date: string;
  readonly end_date: string;
}

export interface RowFilter {
  readonly transaction_type?: string | undefined;
  /** In v3 the label of the customer. */
  readonly customer_id?: string | undefined;
  /** The API user who made it; v3 only. */
  readonly created_by?: string | undefined;
}

export interface ExportFilter extends DateRange, RowFilter {
  /** Free-text search over the rows; PayTrace’s own way to find a transaction whose answer was lost. */
  readonly including_text?: string;
}

export async function exportByDateRange(context: PayTraceContext, filter: ExportFilter): Promise<readonly Transaction[]> {
  return rowsOf(context, byDateRange(filter));
}

export async function exportById(context: PayTraceContext, transactionId: string, filter: RowFilter = {}): Promise<Transaction | undefined> {
  const rows = await rowsOf(context, {
    v1: { path: 'transactions/export/by_id', body: { transaction_id: transactionId } },
    v3: { path: `transaction/export/${encodeURIComponent(transactionId)}`, body: filterV3(filter) },
  });
  return rows.find((row) => row.transaction_id === transactionId);
}

/** What was settled in one batch. */
export const exportBatchTransactions = (context: PayTraceContext, batchNumber: number): Promise<readonly Transaction[]> =>
  rowsOf(context, {
    v1: { path: 'batches/transaction_list', body: { batch_number: batchNumber } },
    v3: { path: 'batch/export/transactions', body: { batch_number: batchNumber } },
  });

/** The same question in both APIs. */
interface ExportQuestion {
  readonly v1: { readonly path: string; readonly body: JsonObject };
  readonly v3: { readonly path: string; readonly body: JsonObject };
}

function byDateRange({ start_date, end_date, including_text, ...filter }: ExportFilter): ExportQuestion {
  const range = { start_date, end_date, ...(including_text !== undefined && { including_text }) };
  const { transaction_type, customer_id } = filter;
  return {
    v1: { path: 'transactions/export/by_date_range', body: { ...range, ...withoutAbsent({ transaction_type, customer_id }) } },
    v3: { path: 'transactions/export/by-date', body: { ...range, ...filterV3(filter) } },
  };
}

const filterV3 = ({ transaction_type, customer_id: customer_label, created_by: by }: RowFilter): JsonObject =>
  withoutAbsent({ transaction_type, customer_label, created: by === undefined ? undefined : { by } });

export interface ReadableExport {
  readonly rows: readonly Transaction[];
  /** Names of rows that cannot be read: their number, or where they stood. */
  readonly unreadable: readonly string[];
}

/** For listening: one row that cannot be read must not hide the others. */
export async function exportReadable(context: PayTraceContext, range: DateRange): Promise<ReadableExport> {
  const all = await wireRowsOf(context, byDateRange(range));
  const read = all.map((row) => readRow(context, row));
  return {
    rows: read.filter((row) => row !== undefined),
    unreadable: all.flatMap((row, index) => (read[index] === undefined ? [nameOf(row) ?? `row ${index + 1} of ${range.start_date}–${range.end_date}`] : [])),
  };
}

function nameOf(row: Json): string | undefined {
  if (!isObject(row)) return undefined;
  const id = text(row.transaction_id).trim();
  return /^\d{1,20}$/.test(id) ? id : undefined;
}

async function rowsOf(context: PayTraceContext, question: ExportQuestion): Promise<readonly Transaction[]> {
  const all = await wireRowsOf(context, question);
  const rows = all.map((row) => readRow(context, row));
  // A row that cannot be read might be the one looked for: better no answer than a wrong "not there".
  if (rows.includes(undefined)) throw unreadable(question.v1.path);
  return rows.filter((row) => row !== undefined);
}

const readRow = ({ settings }: PayTraceContext, row: Json): Transaction | undefined =>
  transactionOf(settings.apiVersion === 'v3' ? recordOfV3(row) : row, settings.timezone);

function wireRowsOf(context: PayTraceContext, { v1, v3 }: ExportQuestion): Promise<readonly Json[]> {
  return byVersion(context, 'list transactions', {
    async v1() {
      const { transactions } = await call(context, { ...v1, writes: false });
      if (!Array.isArray(transactions)) throw unreadable(v1.path);
      return transactions as readonly Json[];
    },
    async v3() {
      const rows = listOfV3(await callV3(context, { ...v3, writes: false, decides: { by: 'status' } }), 'transactions');
      if (!rows) throw unreadable(v3.path);
      return rows;
    },
  });
}

const unreadable = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'transient',
    code: 'PAYTRACE_EXPORT_UNREADABLE',
    message: 'PayTrace’s list of transactions cannot be read. Nothing was changed.',
    exchange: { request: `POST ${path}` },
  });
