import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { call, type PayTraceContext } from './api';
import { transactionOf, type Transaction } from './transaction-record';

export interface DateRange {
  /** MM/DD/YYYY, gateway days, both included. */
  readonly start_date: string;
  readonly end_date: string;
}

export interface ExportFilter extends DateRange {
  /** Free-text search over the rows; PayTrace’s own way to find a transaction whose answer was lost. */
  readonly including_text?: string;
  readonly transaction_type?: string;
  readonly customer_id?: string;
}

export async function exportByDateRange(context: PayTraceContext, filter: ExportFilter): Promise<readonly Transaction[]> {
  return rowsOf(context, 'transactions/export/by_date_range', { ...filter });
}

export async function exportById(context: PayTraceContext, transactionId: string): Promise<Transaction | undefined> {
  const rows = await rowsOf(context, 'transactions/export/by_id', { transaction_id: transactionId });
  return rows.find((row) => row.transaction_id === transactionId);
}

export interface ReadableExport {
  readonly rows: readonly Transaction[];
  /** Names of rows that cannot be read: their number, or where they stood. */
  readonly unreadable: readonly string[];
}

/** For listening: one row that cannot be read must not hide the others. */
export async function exportReadable(context: PayTraceContext, range: DateRange): Promise<ReadableExport> {
  const all = await wireRowsOf(context, 'transactions/export/by_date_range', { ...range });
  const read = all.map((row) => transactionOf(row, context.settings.timezone));
  return {
    rows: read.filter((row) => row !== undefined),
    unreadable: all.flatMap((row, index) => (read[index] === undefined ? [nameOf(row) ?? `row ${index + 1} of ${range.start_date}–${range.end_date}`] : [])),
  };
}

function nameOf(row: Json): string | undefined {
  if (row === null || typeof row !== 'object' || !('transaction_id' in row)) return undefined;
  const id = String(row.transaction_id).trim();
  return /^\d{1,20}$/.test(id) ? id : undefined;
}

async function rowsOf(context: PayTraceContext, path: string, body: JsonObject): Promise<readonly Transaction[]> {
  const all = await wireRowsOf(context, path, body);
  const rows = all.map((row) => transactionOf(row, context.settings.timezone));
  // A row that cannot be read might be the one looked for: better no answer than a wrong "not there".
  if (rows.includes(undefined)) throw unreadable(path);
  return rows.filter((row) => row !== undefined);
}

async function wireRowsOf(context: PayTraceContext, path: string, body: JsonObject): Promise<readonly Json[]> {
  const answer = await call(context, { path, body, writes: false });
  if (!Array.isArray(answer.transactions)) throw unreadable(path);
  return answer.transactions as readonly Json[];
}

const unreadable = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'transient',
    code: 'PAYTRACE_EXPORT_UNREADABLE',
    message: 'PayTrace’s list of transactions cannot be read. Nothing was changed.',
    exchange: { request: `POST /v1/${path}` },
  });
