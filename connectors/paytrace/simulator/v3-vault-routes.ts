import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import type { Json, JsonObject } from '@penstock/kernel';
import { member, words } from './api-route';
import type { VaultCustomer } from './customer';
import { addressOf } from './v3-card-routes';
import { customerOf, data, fieldErrors, merchantProblem, notFound, type V3Call, type V3Face } from './v3-face';

export const v3VaultRoutes = (face: V3Face): readonly SimulatorRoute[] => [
  face.write('POST', 'customer/create/pt-protect', (call) => merchantProblem(call) ?? createCustomer(call)),
  face.write('POST', 'customer/create/by-transaction', createFromTransaction),
  face.read('GET', 'customer/export', ({ gateway, query }) => {
    const found = [...gateway.store.customers.values()].filter(({ id }) => query.customer_label === undefined || id === query.customer_label);
    return data(found.map(customerRow));
  }),
  face.read('GET', 'customer/:customer', ({ gateway, params }) => {
    const customer = customerOf(gateway, params.customer ?? '');
    return customer ? data(customerRow(customer)) : notFound;
  }),
  face.write('DELETE', 'customer/:customer', ({ asV1, gateway, params }) => {
    const customer = customerOf(gateway, params.customer ?? '');
    return customer ? asV1('customer/delete', { customer_id: customer.id }) : notFound;
  }),
  face.write('POST', 'recurrence/create', (call) => merchantProblem(call) ?? createRecurrence(call)),
  face.write('DELETE', 'recurrence', (call) => merchantProblem(call) ?? call.asV1('recurrence/delete', call.body)),
];

function createCustomer({ asV1, body, gateway }: V3Call): SimulatorReply {
  const id = words(body.customer_label);
  const address = addressOf(member(body.billing_address), '');
  const reply = asV1('customer/pt_protect_create', { ...body, customer_id: id, billing_address: address });
  const customer = gateway.store.customers.get(id);
  return reply.status === 200 && customer ? data({ ...member(member(reply.body as Json).data), ...customerRow(customer) }) : reply;
}

/** The card of a transaction, under a token that lives for this call only. Whether its expiry travels along is assumed. */
function createFromTransaction(call: V3Call): SimulatorReply {
  const { body, gateway } = call;
  const transaction = gateway.store.transactions.get(Number(words(body.transaction_id)));
  if (!transaction) return fieldErrors({ transaction_id: 'was not found' });
  const token = `transaction ${transaction.id}`;
  const known = gateway.store.customers.get(transaction.customerId)?.card;
  gateway.store.cardTokens.set(token, known ?? { masked: transaction.masked, expirationMonth: 12, expirationYear: 2030, cscResponse: '' });
  try {
    return createCustomer({ ...call, body: { ...body, hpf_token: token } });
  } finally {
    gateway.store.cardTokens.delete(token);
  }
}

function createRecurrence({ asV1, body, gateway }: V3Call): SimulatorReply {
  const customer = customerOf(gateway, words(body.customer_id));
  return customer ? asV1('recurrence/create', { ...body, customer_id: customer.id }) : fieldErrors({ customer_id: 'was not found' });
}

/** `customer_id` and `card_masked` are on record, the rest is assumed. */
const customerRow = ({ id, number, email, phone, billing, card }: VaultCustomer): JsonObject => ({
  customer_id: number,
  customer_label: id,
  email,
  phone,
  billing_address: billing,
  card_masked: card?.masked ?? '',
});
