import { Decimal } from '@penstock/kernel';
import type { GatewayStore } from './gateway-store';
import type { GatewayTransaction } from './gateway-transaction';

/** What was settled together; never empty. */
export type Batch = readonly GatewayTransaction[];

/** Oldest first. */
export function closedBatches({ transactions }: GatewayStore): readonly Batch[] {
  const byNumber = new Map<number, GatewayTransaction[]>();
  for (const row of transactions.values()) {
    if (row.batch === undefined) continue;
    const rows = byNumber.get(row.batch) ?? [];
    rows.push(row);
    byNumber.set(row.batch, rows);
  }
  return [...byNumber].sort(([left], [right]) => left - right).map(([, rows]) => rows);
}

export const sumOf = (rows: Batch): Decimal => rows.reduce((sum, { amount }) => sum.plus(Decimal.from(amount)), Decimal.from('0.00'));

/** Sales less refunds. */
export const netOf = (batch: Batch): Decimal => sumOf(batch.filter(({ type }) => type !== 'REFUND')).minus(sumOf(batch.filter(({ type }) => type === 'REFUND')));
