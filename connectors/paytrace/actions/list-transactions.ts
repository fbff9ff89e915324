import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import type { PayTraceSettings } from '../settings';
import { gatewayDayField, usDateOf } from '../gateway-day';
import { exportByDateRange, type ExportFilter } from '../export-api';
import { transactionSchema, type Transaction } from '../transaction-record';
import { transactionSample } from './get-transaction';

const input = z.strictObject({
  from: gatewayDayField('From'),
  to: gatewayDayField('To'),
  text: z.string().trim().min(1).max(50).optional().meta({ title: 'Containing', description: 'E.g. an invoice number.' }),
  type: z
    .enum(['SALE', 'AUTHORIZATION', 'STR/FWD', 'REFUND', 'VOID', 'SETTLED', 'PENDING', 'DECLINED'])
    .optional()
    .meta({ title: 'Only' }),
  customer_id: z.string().trim().min(1).max(50).optional().meta({ title: 'Vault customer', options: 'customer-ids' }),
});
type ListInput = z.output<typeof input>;

const output = z.object({ transactions: z.array(transactionSchema).meta({ title: 'Transactions' }) });

/** Page sizes of exports are not documented and large ones are slow, so long ranges are read week by week. */
const daysPerExport = 7;
const dayMs = 86_400_000;

export const listTransactions = defineAction<PayTraceSettings, ListInput, z.output<typeof output>>({
  id: 'list-transactions',
  version: 1,
  title: 'List transactions',
  summary: 'Reads the transactions of a range of days. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { transactions: [{ ...transactionSample }] },
  async run(context, wanted) {
    const found = new Map<string, Transaction>();
    for (const week of weeksOf(wanted)) {
      for (const row of await exportByDateRange(context, filterOf(week, wanted))) found.set(row.transaction_id, row);
    }
    return { transactions: [...found.values()] };
  },
});

interface Days {
  readonly first: number;
  readonly last: number;
}

/** Calendar days as UTC midnights: they are labels here, not instants. */
function* weeksOf({ from, to }: ListInput): Generator<Days> {
  const end = Date.parse(to);
  for (let first = Date.parse(from); first <= end; first += daysPerExport * dayMs) {
    yield { first, last: Math.min(first + (daysPerExport - 1) * dayMs, end) };
  }
}

function filterOf({ first, last }: Days, { text, type, customer_id: customer }: ListInput): ExportFilter {
  return {
    start_date: usDate(first),
    end_date: usDate(last),
    ...(text !== undefined && { including_text: text }),
    ...(type !== undefined && { transaction_type: type }),
    ...(customer !== undefined && { customer_id: customer }),
  };
}

const usDate = (midnight: number): string => usDateOf(new Date(midnight).toISOString().slice(0, 10));
