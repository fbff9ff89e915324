import type { SimulatorRoute } from '@penstock/connector-sdk/simulator';
import type { JsonObject } from '@penstock/kernel';
import { gatewayDateTime, gatewayInstant } from '../gateway-time';
import { words, type ApiRoutes } from './api-route';
import { closedBatches, netOf, sumOf, type Batch } from './batches';
import { exportRow, pacific } from './gateway-transaction';
import { refused } from './replies';

/** Paths are on record, member names are the small-letter forms of the legacy summary (assumed). */
export const batchRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  api.read('batches/export', ({ body, gateway }) => {
    const from = midnight(words(body.start_date));
    const last = midnight(words(body.end_date));
    if (from === undefined || last === undefined) return refused({ 9010: 'Please provide dates as MM/DD/YYYY.' });
    const within = closedBatches(gateway.store).filter(([row]) => row !== undefined && row.settledAt! >= from && row.settledAt! < last + dayMs);
    return { status: 200, body: { success: true, batches: within.map(summaryOf) } };
  }),
  api.read('batches/export_one', ({ body, gateway }) => {
    const batches = closedBatches(gateway.store);
    const number = words(body.batch_number);
    const found = number === '' ? batches.at(-1) : batches.findLast(([row]) => String(row?.batch) === number);
    return { status: 200, body: { success: true, batches: found ? [{ ...summaryOf(found), ...brandsOf(found) }] : [] } };
  }),
  api.read('batches/transaction_list', ({ body, gateway }) => {
    const number = words(body.batch_number ?? body.batchNumber);
    const rows = closedBatches(gateway.store).find(([row]) => String(row?.batch) === number) ?? [];
    return { status: 200, body: { success: true, transactions: rows.map(exportRow) } };
  }),
];

const dayMs = 86_400_000;
const midnight = (date: string): number | undefined => gatewayInstant(`${date} 12:00:00 AM`, pacific);

function summaryOf(batch: Batch): JsonObject {
  const refunds = batch.filter(({ type }) => type === 'REFUND');
  const sales = batch.filter(({ type }) => type !== 'REFUND');
  return {
    batch_number: batch[0]?.batch ?? 0,
    when: gatewayDateTime(batch[0]?.settledAt ?? 0, pacific),
    tranx_count: batch.length,
    net_amount: netOf(batch),
    sales_count: sales.length,
    sales_amount: sumOf(sales),
    refund_count: refunds.length,
    refund_amount: sumOf(refunds),
  };
}

/** The simulator keeps no card numbers, so it cannot tell brands apart: everything counts as Visa (assumed). */
function brandsOf(batch: Batch): JsonObject {
  const { sales_count, sales_amount, refund_count, refund_amount } = summaryOf(batch);
  return {
    visa_sales_count: sales_count ?? 0,
    visa_sales_amount: sales_amount ?? 0,
    visa_refund_count: refund_count ?? 0,
    visa_refund_amount: refund_amount ?? 0,
  };
}
