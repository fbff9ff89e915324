import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { isObject, text, type PayTraceContext } from './answers';
import { call } from './api';
import type { DateRange } from './export-api';
import { gatewayInstant } from './gateway-time';
import { canonicalAmount } from './money-amount';
import { callV3 } from './v3/api';
import { byVersion } from './versions';

const count = (title: string) => z.string().meta({ title });
const amount = (title: string) => z.string().meta({ title, description: 'US dollars' });

export const batchSchema = z.object({
  batch_number: z.string().meta({ title: 'Batch number', description: 'Small and repeated in time: a batch is known by number and time.' }),
  closed_at: z.string().optional().meta({ title: 'Closed', description: 'UTC, ISO 8601' }),
  transaction_count: count('Transactions'),
  net_amount: amount('Net amount'),
  sales_count: count('Sales'),
  sales_amount: amount('Amount of sales'),
  refund_count: count('Refunds'),
  refund_amount: amount('Amount of refunds'),
});
export type Batch = z.output<typeof batchSchema>;

export const batchSample = {
  batch_number: '12',
  closed_at: '2026-05-05T03:00:00.000Z',
  transaction_count: '3',
  net_amount: '52.47',
  sales_count: '2',
  sales_amount: '59.97',
  refund_count: '1',
  refund_amount: '7.50',
} satisfies Batch;

/** Batches that were closed on these days. @throws ConnectorFailure when the list cannot be read. */
export async function exportBatches(context: PayTraceContext, range: DateRange): Promise<readonly Batch[]> {
  const answer = await byVersion(context, 'list batches', {
    v1: () => call(context, { path: 'batches/export', body: { ...range }, writes: false }),
    v3: () => callV3(context, { path: 'batch/export/by-date', body: { ...range }, writes: false, decides: { by: 'status' } }),
  });
  return batchesOf(context, answer);
}

/** One batch by its number; without, the latest. Undefined when there is none. */
export async function exportBatch(context: PayTraceContext, number?: number): Promise<Batch | undefined> {
  const body = number === undefined ? {} : { batch_number: number };
  const answer = await byVersion(context, 'read a batch', {
    v1: () => call(context, { path: 'batches/export_one', body, writes: false }),
    v3: () => callV3(context, { path: 'batch/export', body, writes: false, decides: { by: 'status' } }),
  });
  return batchesOf(context, answer)[0];
}

/** What the list is called, and whether one batch stands alone, is not on public record: all of these are understood. */
function batchesOf(context: PayTraceContext, answer: JsonObject): readonly Batch[] {
  const data = answer.data ?? answer;
  const inner = isObject(data) ? (data.batches ?? data.batch ?? data) : data;
  const rows = Array.isArray(inner) ? (inner as readonly Json[]) : [inner];
  const batches = rows.map((row) => batchOf(row, context.settings.timezone));
  if (!batches.includes(undefined)) return batches.filter((row) => row !== undefined);
  throw new ConnectorFailure({ class: 'transient', code: 'PAYTRACE_EXPORT_UNREADABLE', message: 'PayTrace’s list of batches cannot be read. Nothing was changed.' });
}

/** Members are matched by their letters: the legacy names are known (`TRANXCOUNT`), their JSON spelling is not. */
function batchOf(row: Json, timeZone: string): Batch | undefined {
  if (!isObject(row)) return undefined;
  const members = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase().replace(/[^a-z]/g, ''), value]));
  const pick = (...names: readonly string[]): string => names.map((name) => text(members.get(name))).find((value) => value !== '') ?? '';
  const money = (...names: readonly string[]): string => signedAmount(pick(...names));
  const number = pick('batchnumber', 'batchnum', 'number', 'batchid');
  if (number === '') return undefined;
  const closed = gatewayInstant(pick('when', 'closed', 'settled', 'closedat', 'settledat', 'date'), timeZone);
  return {
    batch_number: number,
    ...(closed !== undefined && { closed_at: new Date(closed).toISOString() }),
    transaction_count: pick('tranxcount', 'transactioncount', 'count'),
    net_amount: money('netamount', 'net'),
    sales_count: pick('salescount', 'salecount'),
    sales_amount: money('salesamount', 'saleamount'),
    refund_count: pick('refundcount', 'refundscount'),
    refund_amount: money('refundamount', 'refundsamount'),
  };
}

/** A batch of refunds has a net below zero. */
const signedAmount = (written: string): string =>
  written.startsWith('-') ? `-${canonicalAmount(written.slice(1)) ?? ''}` : (canonicalAmount(written) ?? '');
