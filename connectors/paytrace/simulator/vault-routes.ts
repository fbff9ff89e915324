import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import type { JsonObject } from '@penstock/kernel';
import { member, words, type ApiCall, type ApiRoutes } from './api-route';
import { cardProblemTexts, checkCard, type CheckedCard } from './card-check';
import { emptyCustomer, type VaultCustomer } from './customer';
import { done, refused } from './replies';

export const vaultRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  api.write('customer/create', (call) => create(call, enteredCard(call))),
  api.write('customer/pt_protect_create', (call) => create(call, tokenCard(call))),
  api.write('customer/update', (call) => update(call, enteredCard(call))),
  api.write('customer/pt_protect_update', (call) => update(call, tokenCard(call))),
  api.write('customer/delete', remove),
  api.read('customer/export', exportCustomers),
];

type CardOrErrors = { readonly card: CheckedCard | null } | { readonly errors: Readonly<Record<string, string>> };

function enteredCard({ body }: ApiCall): CardOrErrors {
  const entered = member(body.credit_card);
  if (body.credit_card === undefined) return { card: null };
  const { card, problems } = checkCard({
    number: words(entered.number),
    encryptedNumber: words(entered.encrypted_number),
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
  const { body, gateway, user } = call;
  const id = words(body.customer_id);
  if ('errors' in source) return refused(source.errors);
  const { card } = source;
  if (!card && body.check === undefined) return refused({ 35: cardProblemTexts[35] });
  const masked = card ? { masked_card_number: card.masked } : {};
  if (id === '' || gateway.store.customers.has(id)) return refused({ 171: 'Please provide a unique customer ID.' }, masked);

  const customer: VaultCustomer = { ...emptyCustomer, ...enteredMembers(body), id, card, user, number: gateway.store.nextCustomer, createdAt: gateway.clock.now() };
  commit(call, customer);
  return done(160, `The customer profile for ${id}/${customer.name} was successfully created`, { customer_id: id, ...masked });
}

function update(call: ApiCall, source: CardOrErrors): SimulatorReply {
  const { body, gateway, request } = call;
  const id = words(body.customer_id);
  const found = gateway.store.customers.get(id);
  if (!found) return refused({ 30: `Customer ID, ${id}, was not found or is incomplete.` });
  if ('errors' in source) return refused(source.errors);
  const renamed = words(body.new_id) || id;
  if (renamed !== id && gateway.store.customers.has(renamed)) return refused({ 171: 'Please provide a unique customer ID.' });
  if (renamed !== id) gateway.remember(request, 'customer-deleted', { id });
  const customer: VaultCustomer = { ...found, ...enteredMembers(body), id: renamed, ...(source.card && { card: source.card }) };
  commit(call, customer);
  return done(161, `The customer profile for ${renamed}/${customer.name} was successfully updated`, { customer_id: renamed });
}

/** Only what the request names. */
function enteredMembers(body: JsonObject): Partial<VaultCustomer> {
  const billing = member(body.billing_address);
  const account = member(body.check);
  return {
    ...(body.billing_address !== undefined && { billing, name: words(billing.name) }),
    ...(body.shipping_address !== undefined && { shipping: member(body.shipping_address) }),
    ...(body.email !== undefined && { email: words(body.email) }),
    ...(body.phone !== undefined && { phone: words(body.phone) }),
    ...(body.fax !== undefined && { fax: words(body.fax) }),
    ...(body.discretionary_data !== undefined && { discretionary: member(body.discretionary_data) }),
    ...(body.check !== undefined && { account: { account_number: words(account.account_number), routing_number: words(account.routing_number) } }),
  };
}

function commit({ gateway, request }: ApiCall, customer: VaultCustomer): void {
  request.commit({ kind: 'customer', key: customer.id, id: customer.id, data: customer });
  gateway.store.customers.set(customer.id, customer);
  gateway.store.nextCustomer = Math.max(gateway.store.nextCustomer, customer.number + 1);
}

function remove({ body, gateway, request }: ApiCall): SimulatorReply {
  const id = words(body.customer_id);
  const customer = gateway.store.customers.get(id);
  if (!customer) return refused({ 30: `Customer ID, ${id}, was not found or is incomplete.` });
  request.commit({ kind: 'customer-deleted', key: id, id, data: { id } });
  gateway.store.customers.delete(id);
  return done(162, `The customer profile for ${id}/${customer.name} was successfully deleted`);
}

function exportCustomers({ body, gateway }: ApiCall): SimulatorReply {
  const wanted = words(body.customer_id);
  const customers = [...gateway.store.customers.values()].filter(({ id }) => wanted === '' || id === wanted);
  return { status: 200, body: { success: true, customers: customers.map(customerRow) } };
}

const customerRow = ({ id, email, phone, billing, shipping, card }: VaultCustomer): JsonObject => ({
  customer_id: id,
  email,
  phone,
  billing_address: billing,
  shipping_address: shipping,
  credit_card: card ? { masked_number: card.masked, expiration_month: card.expirationMonth, expiration_year: card.expirationYear } : {},
});
