import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import type { Json, JsonObject } from '@penstock/kernel';
import { member, words } from './api-route';
import { customerOf, data, fieldErrors, merchantProblem, type V3Call, type V3Face, type V3Handler } from './v3-face';

export const v3CardRoutes = (face: V3Face): readonly SimulatorRoute[] => [
  ...(['sale', 'authorize'] as const).flatMap((name) => {
    const family = name === 'sale' ? 'transactions/sale' : 'transactions/authorization';
    return [
      face.write('POST', `card/${name}/customer/:customer`, chargeCustomer(`${family}/by_customer`)),
      face.write('POST', `card/${name}/pt-protect`, withMerchant((call) => call.asV1(`${family}/pt_protect`, chargeBody(call.body)))),
    ];
  }),
  ...Object.entries(batchCalls).map(([name, path]) => face.write('POST', `card/batch/${name}`, withMerchant((call) => batchItems(call, path)))),
  face.write('POST', 'card/transaction/adjust/:transaction', withMerchant(({ asV1, body, params }) => asV1('transactions/adjust', { ...body, transaction_id: params.transaction ?? '' }))),
  face.read('GET', 'card/transaction/:transaction', ({ asV1, params }) => firstRow(asV1('transactions/export/by_id', { transaction_id: params.transaction ?? '' }))),
  face.read('POST', 'transaction/export/:transaction', ({ asV1, body, params }) => rowsOf(asV1('transactions/export/by_id', { ...body, transaction_id: params.transaction ?? '' }))),
  face.read('POST', 'transactions/export/by-date', ({ asV1, body }) => rowsOf(asV1('transactions/export/by_date_range', { ...body, customer_id: body.customer_label ?? '' }))),
  face.read('POST', 'batch/export', ({ asV1, body }) => asV1('batches/export_one', body)),
  face.read('POST', 'batch/export/by-date', ({ asV1, body }) => asV1('batches/export', body)),
  face.read('POST', 'batch/export/transactions', ({ asV1, body }) => rowsOf(asV1('batches/transaction_list', body))),
  face.read('POST', 'payment-fields/token', ({ asV1 }) => asV1('payment_fields/token/create', {})),
  face.read('GET', 'user/self', ({ user }) => data({ username: user })),
];

const batchCalls = { capture: 'transactions/authorization/capture', void: 'transactions/void', refund: 'transactions/refund/for_transaction' };

const withMerchant = (handler: V3Handler): V3Handler => (call) => merchantProblem(call) ?? handler(call);

const chargeCustomer = (path: string): V3Handler =>
  withMerchant((call) => {
    const customer = customerOf(call.gateway, call.params.customer ?? '');
    if (!customer) return fieldErrors({ customer_id: 'was not found or is incomplete' });
    return call.asV1(path, { ...chargeBody(call.body), customer_id: customer.id });
  });

/** A charge body in the names of v1. */
export function chargeBody(body: JsonObject): JsonObject {
  const { invoice_number: invoice, billing_name: name, billing_email: email, ...rest } = body;
  const billing = body.billing_address === undefined ? undefined : addressOf(member(body.billing_address), words(name));
  return { ...rest, invoice_id: invoice ?? '', email: email ?? '', ...(billing && { billing_address: billing }) };
}

export const addressOf = (address: JsonObject, name: string): JsonObject => ({
  name: name || words(address.name),
  street_address: words(address.street) || words(address.street_address),
  street_address2: words(address.street2) || words(address.street_address2),
  city: words(address.city),
  state: words(address.state),
  zip: words(address.postal_code),
  country: words(address.country),
});

/** One result per item; the first refused one refuses the call (assumed: the page names 422 for the whole). */
function batchItems(call: V3Call, path: string): SimulatorReply {
  const { batch_items: given } = call.body;
  const items = Array.isArray(given) ? (given as readonly Json[]) : [given];
  if (items.length === 0) return fieldErrors({ batch_items: 'must not be empty' });
  const results: Json[] = [];
  for (const item of items) {
    const { status, body } = call.asV1(path, member(item as Json));
    if (status !== 200) return { status, body };
    const result = member(member(body as Json).data);
    results.push({ ...result, status: 'success' });
  }
  return data(results);
}

/** Rows of v3 are spelled as in v1 here, except the two members whose other names are on record. */
function rowsOf({ status, body }: SimulatorReply): SimulatorReply {
  const { transactions } = member(member(body as Json).data);
  if (status !== 200 || !Array.isArray(transactions)) return { status, body };
  return data((transactions as readonly Json[]).map((row) => rowOf(member(row))));
}

function rowOf({ invoice_id: invoice, customer_id: customer, ...row }: JsonObject): JsonObject {
  return { ...row, invoice_number: invoice ?? '', customer_label: customer ?? '' };
}

function firstRow(reply: SimulatorReply): SimulatorReply {
  const rows = member(rowsOf(reply).body as Json).data;
  const [row] = Array.isArray(rows) ? (rows as readonly Json[]) : [];
  return row === undefined ? fieldErrors({ transaction_id: 'was not found' }) : data(row);
}
