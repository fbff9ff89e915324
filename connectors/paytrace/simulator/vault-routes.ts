import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { canonicalAmount } from '../money-amount';
import { member, words, type ApiCall, type ApiRoutes } from './api-route';
import { cardProblemTexts, checkCard, type CheckedCard } from './card-check';
import type { BankCheck, VaultCustomer } from './gateway-store';
import { done, refused } from './replies';

export const vaultRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  api.write('customer/create', (call) => create(call, enteredCard(call))),
  api.write('customer/pt_protect_create', (call) => create(call, tokenCard(call))),
  api.write('customer/delete', remove),
  api.read('customer/export', exportCustomers),
  ...checkRoutes(api),
];

type CardOrErrors = { readonly card: CheckedCard } | { readonly errors: Readonly<Record<string, string>> };

function enteredCard({ body }: ApiCall): CardOrErrors {
  const entered = member(body.credit_card);
  const { card, problems } = checkCard({
    number: words(entered.number),
    expirationMonth: words(entered.expiration_month),
    expirationYear: words(entered.expiration_year),
    csc: words(body.csc),
  });
  return problems.length === 0 ? { card } : { errors: Object.fromEntries(problems.map((number) => [number, cardProblemTexts[number]])) };
}

function tokenCard({ body, gateway, request }: ApiCall): CardOrErrors {
  const token = words(body.hpf_token);
  const card = gateway.store.cardTokens.get(token);
  if (!card) return { errors: { 35: cardProblemTexts[35] } };
  gateway.remember(request, 'card-token-used', { token });
  return { card };
}

function create(call: ApiCall, source: CardOrErrors): SimulatorReply {
  const { body, gateway, request } = call;
  const id = words(body.customer_id);
  if ('errors' in source) return refused(source.errors);
  const masked = { masked_card_number: source.card.masked };
  if (id === '' || gateway.store.customers.has(id)) return refused({ 171: 'Please provide a unique customer ID.' }, masked);

  const name = words(member(body.billing_address).name);
  const customer: VaultCustomer = { id, card: source.card, name, email: words(body.email) };
  request.commit({ kind: 'customer', key: id, id, data: customer });
  gateway.store.customers.set(id, customer);
  return done(160, `The customer profile for ${id}/${name} was successfully created`, { customer_id: id, ...masked });
}

function remove({ body, gateway, request }: ApiCall): SimulatorReply {
  const id = words(body.customer_id);
  const customer = gateway.store.customers.get(id);
  if (!customer) return refused({ 30: `Customer ID, ${id}, was not found or is incomplete.` });
  gateway.remember(request, 'customer-deleted', { id });
  return done(162, `The customer profile for ${id}/${customer.name} was successfully deleted`);
}

function exportCustomers({ body, gateway }: ApiCall): SimulatorReply {
  const wanted = words(body.customer_id);
  const customers = [...gateway.store.customers.values()].filter(({ id }) => wanted === '' || id === wanted);
  return {
    status: 200,
    body: {
      success: true,
      customers: customers.map(({ id, name, email, card }) => ({
        customer_id: id,
        email,
        phone: '',
        billing_address: { name },
        credit_card: { masked_number: card.masked, expiration_month: card.expirationMonth, expiration_year: card.expirationYear },
      })),
    },
  };
}

/** ACH of v1, as far as it is on record. */
const checkRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  ...(['sale', 'hold'] as const).flatMap((name) => [
    api.write(`checks/${name}/by_account`, (call) => takeCheck(call, name)),
    api.write(`checks/${name}/by_customer`, (call) => takeCheck(call, name)),
  ]),
  api.write('checks/manage/fund', (call) => changeCheck(call, 'pending', { code: 124, text: 'Your check was successfully managed.', unknown: managedText })),
  api.write('checks/manage/void', (call) => changeCheck(call, 'voided', { code: 124, text: 'Your check was successfully managed.', unknown: managedText })),
  api.write('checks/refund/by_transaction', (call) => changeCheck(call, 'refunded', { code: 122, text: 'Your check was successfully refunded.', unknown: refundText })),
];

const managedText = 'The Check ID that you have provided was not found in the PayTrace records. It may already be voided or settled.';
const refundText = 'The Check ID that you provided was not found in the PayTrace record.';

function takeCheck({ body, gateway, request }: ApiCall, name: 'sale' | 'hold'): SimulatorReply {
  const account = member(body.check);
  const customer = words(body.customer_id);
  const errors: Record<string, string> = {};
  if (customer !== '' && !gateway.store.customers.has(customer)) errors[30] = `Customer ID, ${customer}, was not found or is incomplete.`;
  if (body.check !== undefined && !/^\d{4,17}$/.test(words(account.account_number))) errors[45] = 'Please provide a valid Checking Account Number.';
  if (body.check !== undefined && !/^\d{9}$/.test(words(account.routing_number))) errors[46] = 'Please provide a valid Transit Routing Number.';
  const amount = canonicalAmount(body.amount);
  if (amount === undefined || Object.keys(errors).length > 0) return refused(errors);

  const check: BankCheck = { id: gateway.store.nextId, amount, state: name === 'sale' ? 'pending' : 'held' };
  return commitCheck({ gateway, request }, check, done(120, 'Your check was successfully processed.', { check_transaction_id: check.id }));
}

interface CheckChange {
  readonly code: number;
  readonly text: string;
  readonly unknown: string;
}

function changeCheck(call: ApiCall, state: BankCheck['state'], { code, text, unknown }: CheckChange): SimulatorReply {
  const found = call.gateway.store.checks.get(Number(words(call.body.check_transaction_id)));
  if (!found || found.state === 'voided') return refused({ 80: unknown });
  return commitCheck(call, { ...found, state }, done(code, text, { check_transaction_id: found.id }));
}

function commitCheck({ gateway, request }: Pick<ApiCall, 'gateway' | 'request'>, check: BankCheck, reply: SimulatorReply): SimulatorReply {
  request.commit({ kind: 'check', key: String(check.id), id: String(check.id), amount: check.amount, data: check });
  gateway.store.checks.set(check.id, check);
  gateway.store.nextId = Math.max(gateway.store.nextId, check.id + 1);
  return reply;
}
