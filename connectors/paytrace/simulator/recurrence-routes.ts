import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { Decimal, type JsonObject } from '@penstock/kernel';
import { gatewayDateTime } from '../gateway-time';
import { canonicalAmount } from '../money-amount';
import { member, words, type ApiCall, type ApiRoutes } from './api-route';
import { dayLabelOf, usDateOf } from './gateway-days';
import { pacific } from './gateway-transaction';
import { recurrenceFrequencies, type Recurrence, type RecurrenceFrequency } from './recurrence';
import { done, refused } from './replies';

/** `create`, `delete` and `export_approved` are on record; the other two paths are what the family suggests (assumed). */
export const recurrenceRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  api.write('recurrence/create', create),
  api.write('recurrence/update', update),
  api.write('recurrence/delete', remove),
  api.read('recurrence/export_scheduled', exportScheduled),
  api.read('recurrence/export_approved', exportApproved),
];

/** Numbers of these errors are not on record (assumed: outside PayTrace's range). */
const assumed = { recurrence: '9011', amount: '9012', frequency: '9013', startDate: '9014', totalCount: '9015' };

function create(call: ApiCall): SimulatorReply {
  const { body, gateway, user } = call;
  const customerId = words(body.customer_id);
  const errors: Record<string, string> = gateway.store.customers.has(customerId) ? {} : { 30: `Customer ID, ${customerId}, was not found or is incomplete.` };
  const entered = enteredPlan(member(body.recurrence));
  Object.assign(errors, entered.errors);
  if (!entered.plan || Object.keys(errors).length > 0) return refused(errors);
  const recurrence: Recurrence = { ...entered.plan, id: gateway.store.nextId, customerId, currentCount: 0, user };
  return commit(call, recurrence, { code: 150, words: 'created' });
}

function update(call: ApiCall): SimulatorReply {
  const given = member(call.body.recurrence);
  const found = call.gateway.store.recurrences.get(Number(words(given.id)));
  if (!found) return unknownRecurrence;
  const { errors, plan } = enteredPlan({ ...planMembers(found), ...given });
  if (!plan || Object.keys(errors).length > 0) return refused(errors);
  return commit(call, { ...found, ...plan }, { code: 151, words: 'updated' });
}

function remove({ body, gateway, request }: ApiCall): SimulatorReply {
  const id = Number(words(member(body.recurrence).id));
  if (!gateway.store.recurrences.has(id)) return unknownRecurrence;
  request.commit({ kind: 'recurrence-deleted', key: String(id), id: String(id), data: { id } });
  gateway.store.recurrences.delete(id);
  return done(152, 'Your recurring transaction was successfully deleted.', { recurrence: { id } });
}

const unknownRecurrence = refused({ [assumed.recurrence]: 'Please provide a valid Recurrence ID.' });

function commit({ gateway, request }: ApiCall, recurrence: Recurrence, { code, words: verb }: { readonly code: number; readonly words: string }): SimulatorReply {
  const { id, customerId, amount } = recurrence;
  request.commit({ kind: 'recurrence', key: customerId, id: String(id), amount, data: recurrence });
  gateway.store.recurrences.set(id, recurrence);
  gateway.store.nextId = Math.max(gateway.store.nextId, id + 1);
  return done(code, `Your recurring transaction was successfully ${verb}.`, { recurrence: { id } });
}

type Plan = Omit<Recurrence, 'id' | 'customerId' | 'currentCount' | 'user'>;

function enteredPlan(given: JsonObject): { readonly plan?: Plan; readonly errors: Record<string, string> } {
  const amount = canonicalAmount(given.amount);
  const frequency = words(given.frequency).toUpperCase();
  const next = dayLabelOf(words(given.start_date));
  const totalCount = Number(words(given.total_count));
  const errors: Record<string, string> = {};
  if (amount === undefined || Decimal.from(amount).isZero()) errors[assumed.amount] = 'Please provide a valid Amount.';
  if (!isFrequency(frequency)) errors[assumed.frequency] = 'Please provide a valid Frequency.';
  if (next === undefined) errors[assumed.startDate] = 'Please provide a valid Start Date.';
  if (!Number.isInteger(totalCount) || totalCount < 1 || totalCount > 999) errors[assumed.totalCount] = 'Please provide a valid Total Count.';
  if (amount === undefined || next === undefined || !isFrequency(frequency) || Object.keys(errors).length > 0) return { errors };
  const transactionType = words(given.transaction_type).toLowerCase() === 'authorization' ? 'Authorization' : 'Sale';
  return { errors, plan: { amount, frequency, next, totalCount, transactionType, description: words(given.description), customerReceipt: words(given.customer_receipt) } };
}

const isFrequency = (text: string): text is RecurrenceFrequency => (recurrenceFrequencies as readonly string[]).includes(text);

const planMembers = ({ amount, frequency, next, totalCount, transactionType, description, customerReceipt }: Plan): JsonObject => ({
  amount,
  frequency,
  start_date: usDateOf(next),
  total_count: String(totalCount),
  transaction_type: transactionType,
  description,
  customer_receipt: customerReceipt,
});

/** Members are the small-letter forms of the legacy record RECURRINGPAYMENT (assumed). */
function exportScheduled({ body, gateway }: ApiCall): SimulatorReply {
  const customer = words(body.customer_id);
  const found = [...gateway.store.recurrences.values()].filter(({ customerId }) => customer === '' || customerId === customer);
  return { status: 200, body: { success: true, response_code: 155, recurrences: found.map(recurrenceRow) } };
}

const recurrenceRow = (recurrence: Recurrence): JsonObject => ({
  id: recurrence.id,
  amount: Decimal.from(recurrence.amount),
  customer_id: recurrence.customerId,
  frequency: recurrence.frequency,
  next: usDateOf(recurrence.next),
  total_count: recurrence.totalCount,
  current_count: recurrence.currentCount,
  description: recurrence.description,
});

/** The last approved recurring charge of a customer, flat; `approval_code` and `created.at` are on record. */
function exportApproved({ body, gateway }: ApiCall): SimulatorReply {
  const customer = words(body.customer_id);
  const last = [...gateway.store.transactions.values()].filter((row) => row.customerId === customer && row.invoice === '' && row.approvalCode !== '').at(-1);
  if (!last) return { status: 200, body: { success: true, approval_code: '' } };
  const created = { at: gatewayDateTime(last.createdAt, pacific), through: 'Recurring', by: last.user };
  return { status: 200, body: { success: true, transaction_id: last.id, amount: Decimal.from(last.amount), approval_code: last.approvalCode, created } };
}
