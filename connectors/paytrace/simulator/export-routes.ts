import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { gatewayInstant } from '../gateway-time';
import { words, type ApiCall, type ApiRoutes } from './api-route';
import { exportRow, matchesTypeFilter, pacific, type GatewayTransaction } from './gateway-transaction';
import { refused } from './replies';

export const exportRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  api.read('transactions/export/by_id', ({ body, gateway }) => {
    const found = gateway.store.transactions.get(Number(words(body.transaction_id)));
    return rows(found && isVisible(found, gateway) ? [found] : []);
  }),
  api.read('transactions/export/by_date_range', exportByDateRange),
];

function exportByDateRange(call: ApiCall): SimulatorReply {
  const { body, gateway } = call;
  const from = midnight(words(body.start_date));
  const last = midnight(words(body.end_date));
  // What a malformed date answers is not on record (assumed number).
  if (from === undefined || last === undefined) return refused({ 9010: 'Please provide dates as MM/DD/YYYY.' });
  const until = last + dayMs;
  const type = words(body.transaction_type).toUpperCase();
  const customer = words(body.customer_id);
  const text = words(body.including_text).toLowerCase();
  const found = [...gateway.store.transactions.values()].filter(
    (row) =>
      row.createdAt >= from &&
      row.createdAt < until &&
      isVisible(row, gateway) &&
      (type === '' || matchesTypeFilter(row, type)) &&
      (customer === '' || row.customerId === customer) &&
      (text === '' || searchable(row).includes(text)),
  );
  return rows(found);
}

const dayMs = 86_400_000;

/** A day of 23 or 25 hours at the change of the clocks is good enough for a range that is a day too wide anyway. */
const midnight = (date: string): number | undefined => gatewayInstant(`${date} 12:00:00 AM`, pacific);

const isVisible = ({ createdAt }: GatewayTransaction, { store, clock }: ApiCall['gateway']): boolean =>
  clock.now() >= createdAt + store.switches.exportLagMs;

const searchable = ({ id, invoice, customerId, description, approvalCode }: GatewayTransaction): string =>
  [id, invoice, customerId, description, approvalCode].join('\n').toLowerCase();

const rows = (found: readonly GatewayTransaction[]): SimulatorReply => ({
  status: 200,
  body: { success: true, transactions: found.map(exportRow) },
});
