import { ConnectorFailure } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
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

async function rowsOf(context: PayTraceContext, path: string, body: JsonObject): Promise<readonly Transaction[]> {
  const answer = await call(context, { path, body, writes: false });
  if (!Array.isArray(answer.transactions)) throw unreadable(path);
  const rows = answer.transactions.map((row) => transactionOf(row, context.settings.timezone));
  // A row that cannot be read might be the one looked for: better no answer than a wrong "not there".
  if (rows.includes(undefined)) throw unreadable(path);
  return rows.filter((row) => row !== undefined);
}

const unreadable = (path: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'transient',
    code: 'PAYTRACE_EXPORT_UNREADABLE',
    message: 'PayTrace’s list of transactions cannot be read. Nothing was changed.',
    exchange: { request: `POST /v1/${path}` },
  });
