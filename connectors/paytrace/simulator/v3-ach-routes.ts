import { randomUUID } from 'node:crypto';
import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { canonicalAmount } from '../money-amount';
import { achRow, type AchPayment } from './ach-payment';
import { member, words } from './api-route';
import { data, fieldErrors, merchantProblem, notFound, type V3Call, type V3Face } from './v3-face';

export const v3AchRoutes = (face: V3Face): readonly SimulatorRoute[] => [
  face.write('POST', 'checks/payment', (call) => merchantProblem(call) ?? pay(call)),
  face.read('GET', 'checks/transactions/idempotency-keys/:key', ({ gateway, params }) => one([...gateway.store.achPayments.values()].find(({ idempotencyKey }) => idempotencyKey === params.key))),
  face.read('GET', 'checks/transactions', list),
  face.read('GET', 'checks/transactions/:payment', ({ gateway, params }) => one(gateway.store.achPayments.get(params.payment ?? ''))),
  face.read('POST', 'checks/deposit/transactions', (call) => merchantProblem(call) ?? { status: 200, body: { items: settledIn(call).map(achRow) } }),
  face.write('POST', 'checks/email/receipt', ({ body, gateway, request }) => {
    const id = words(body.ach_transaction_id);
    if (!gateway.store.achPayments.has(id)) return fieldErrors({ ach_transaction_id: 'was not found' });
    request.commit({ kind: 'receipt', key: id, id });
    return data([]);
  }),
];

const one = (payment: AchPayment | undefined): SimulatorReply => (payment ? data(achRow(payment)) : notFound);

/** The same key never pays twice: it gets the answer of the first payment (what else a key does is not on record). */
function pay(call: V3Call): SimulatorReply {
  const { body, gateway, request, user } = call;
  const key = words(body.idempotency_key);
  const known = [...gateway.store.achPayments.values()].find(({ idempotencyKey }) => key !== '' && idempotencyKey === key);
  if (known) return accepted(known);

  const account = member(body.bank_account);
  const amount = canonicalAmount(body.amount);
  const errors: Record<string, string> = {};
  if (amount === undefined) errors.amount = 'must be a number above zero';
  if (!/^\d{4,17}$/.test(words(account.account_number)) && body.customer_id === undefined) errors['bank_account.account_number'] = 'is not valid';
  if (!/^\d{9}$/.test(words(account.routing_number)) && body.customer_id === undefined) errors['bank_account.routing_number'] = 'is not valid';
  if (!['CCD', 'PPD', 'WEB', 'TEL'].includes(words(body.std_entry_class))) errors.std_entry_class = 'must be one of CCD, PPD, WEB, TEL';
  if (amount === undefined || Object.keys(errors).length > 0) return fieldErrors(errors);

  const payment: AchPayment = {
    id: randomUUID(),
    idempotencyKey: key,
    amount,
    status: amount === '0.29' ? 'DECLINED' : 'ACCEPTED',
    invoice: words(body.invoice_number),
    accountEnd: words(account.account_number).slice(-4),
    user,
    createdAt: gateway.clock.now(),
  };
  request.commit({ kind: 'ach', key: payment.invoice || key, id: payment.id, amount, data: payment });
  gateway.store.achPayments.set(payment.id, payment);
  const { switches } = gateway.store;
  if (switches.achInDoubtNext === 0) return accepted(payment);
  gateway.remember(request, 'switches', { ...switches, achInDoubtNext: switches.achInDoubtNext - 1 });
  return fieldErrors({ 'path/record_id': 'is not valid' });
}

/** `transaction_id` at top level beside an empty `data` (as a public client found it). */
const accepted = (payment: AchPayment): SimulatorReply => ({ status: 200, body: { ...achRow(payment), data: [] } });

const mostRows = 30;
const dayMs = 86_400_000;

function list({ gateway, query }: V3Call): SimulatorReply {
  const from = Date.parse(query.start_date ?? '') || 0;
  const to = (Date.parse(query.end_date ?? '') || Number.MAX_SAFE_INTEGER - dayMs) + dayMs;
  const offset = Number(query.offset ?? 0) || 0;
  const limit = Math.min(Number(query.limit ?? 10) || 10, mostRows);
  const found = [...gateway.store.achPayments.values()].filter(
    ({ createdAt, idempotencyKey, status }) =>
      createdAt >= from &&
      createdAt < to &&
      (query.idempotency_key === undefined || idempotencyKey === query.idempotency_key) &&
      (query.status === undefined || status === query.status),
  );
  return { status: 200, body: { items: found.slice(offset, offset + limit).map(achRow) } };
}

const settledIn = ({ gateway }: V3Call): readonly AchPayment[] => [...gateway.store.achPayments.values()].filter(({ status }) => status === 'SETTLED');
