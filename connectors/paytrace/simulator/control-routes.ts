import { pageRoute, withBody, type SimulatorRoute, type WebhookPush } from '@penstock/connector-sdk/simulator';
import type { JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { changedSwitches, switchesChange } from './account-switches';
import { checkCard } from './card-check';
import { closedBatches, netOf } from './batches';
import { consolePage } from './console-page';
import { consoleScript } from './console-script';
import type { Committer, Gateway } from './gateway';
import { emptyCustomer, type VaultCustomer } from './customer';
import type { GatewayStore } from './gateway-store';
import type { GatewayTransaction } from './gateway-transaction';
import type { Recurrence } from './recurrence';

const webhookTarget = z.strictObject({ url: z.url().nullable(), secret: z.string().min(1).optional() });
const newCustomer = z.strictObject({ customer_id: z.string().min(1), name: z.string().default('') });

/** The console page, and the switches only this simulator has. */
export const controlRoutes = (gateway: Gateway, webhooks: WebhookPush): readonly SimulatorRoute[] => [
  pageRoute('GET', '/', () => ({ status: 200, headers: page, body: consolePage })),
  pageRoute('GET', '/console.js', () => ({ status: 200, headers: { 'content-type': 'text/javascript; charset=utf-8' }, body: consoleScript })),
  pageRoute('GET', '/__sim/settings', () => ({ status: 200, body: gateway.store.switches })),
  pageRoute('POST', '/__sim/settings', (request) =>
    withBody(request, switchesChange, () => {
      const change = JSON.parse(request.bodyText || '{}') as z.input<typeof switchesChange>;
      gateway.remember(request, 'switches', changedSwitches(gateway.store.switches, change));
      return { status: 200, body: gateway.store.switches };
    }),
  ),
  pageRoute('POST', '/__sim/settle', (request) => ({ status: 200, body: { settled: gateway.settle(request).length } })),
  pageRoute('POST', '/__sim/customers', (request) =>
    withBody(request, newCustomer, ({ customer_id: id, name }) => {
      addCustomer(gateway, request, { id, name });
      return { status: 201, body: { customer_id: id } };
    }),
  ),
  pageRoute('POST', '/__sim/webhook', (request) =>
    withBody(request, webhookTarget, ({ url, secret = '' }) => {
      webhooks.target(url === null || secret === '' ? undefined : { url, secret });
      return { status: 200, body: { url } };
    }),
  ),
];

/** A vault customer with the sandbox Visa, unless there is one of this id already. */
export function addCustomer(gateway: Gateway, committer: Committer, { id, name }: { readonly id: string; readonly name: string }): void {
  if (gateway.store.customers.has(id)) return;
  const { card } = checkCard({ number: '4012000098765439', expirationMonth: '12', expirationYear: '2030', csc: '999' });
  gateway.remember(committer, 'customer', { ...emptyCustomer, id, name, card, billing: { name }, number: gateway.store.nextCustomer, createdAt: gateway.clock.now() } satisfies VaultCustomer);
}

const shownTransactions = 200;
const shownBatches = 20;

/** Newest first; amounts as text. */
export function stateOf(store: GatewayStore): JsonObject {
  const { transactions, customers, recurrences, switches } = store;
  return {
    transaction_count: transactions.size,
    customer_count: customers.size,
    settings: switches,
    transactions: [...transactions.values()].slice(-shownTransactions).reverse().map(shown),
    batches: closedBatches(store).slice(-shownBatches).reverse().map(shownBatch),
    recurrences: [...recurrences.values()].slice(-shownBatches).map(shownPlan),
  };
}

const shown = ({ id, type, state, amount, invoice, customerId, masked, createdAt }: GatewayTransaction): JsonObject => ({
  id: String(id),
  type,
  status: state,
  amount,
  invoice_id: invoice,
  customer_id: customerId,
  card: masked,
  created_at: new Date(createdAt).toISOString(),
});

const shownBatch = (batch: ReturnType<typeof closedBatches>[number]): JsonObject => ({
  number: String(batch[0]?.batch ?? ''),
  closed_at: new Date(batch[0]?.settledAt ?? 0).toISOString(),
  count: String(batch.length),
  net: netOf(batch).toString(),
});

const shownPlan = ({ id, customerId, next, description, amount }: Recurrence): JsonObject => ({ id: String(id), customer_id: customerId, next, description, amount });

const page = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'",
};
