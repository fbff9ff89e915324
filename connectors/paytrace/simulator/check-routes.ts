import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { canonicalAmount } from '../money-amount';
import { member, words, type ApiCall, type ApiRoutes } from './api-route';
import type { BankCheck } from './gateway-store';
import { done, refused } from './replies';

/** ACH of v1, as far as it is on record. */
export const checkRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  ...(['sale', 'hold'] as const).flatMap((name) => [
    api.write(`checks/${name}/by_account`, (call) => takeCheck(call, name)),
    api.write(`checks/${name}/by_customer`, (call) => takeCheck(call, name)),
  ]),
  api.write('checks/manage/fund', (call) => manage(call, 'pending')),
  api.write('checks/manage/void', (call) => manage(call, 'voided')),
  api.write('checks/refund/by_transaction', (call) =>
    changeCheck(call, 'refunded', { code: 122, text: 'Your check was successfully refunded.', unknown: 'The Check ID that you provided was not found in the PayTrace record.' }),
  ),
];

const manage = (call: ApiCall, state: BankCheck['state']): SimulatorReply =>
  changeCheck(call, state, {
    code: 124,
    text: 'Your check was successfully managed.',
    unknown: 'The Check ID that you have provided was not found in the PayTrace records. It may already be voided or settled.',
  });

/** The amount that is refused by the bank behind the check (assumed, like the card amount of the same size). */
const refusedAmount = '0.29';

function takeCheck(call: ApiCall, name: 'sale' | 'hold'): SimulatorReply {
  const { body, gateway } = call;
  const account = member(body.check);
  const customer = words(body.customer_id);
  const errors: Record<string, string> = {};
  if (customer !== '' && !gateway.store.customers.has(customer)) errors[30] = `Customer ID, ${customer}, was not found or is incomplete.`;
  if (body.check !== undefined && !/^\d{4,17}$/.test(words(account.account_number))) errors[45] = 'Please provide a valid Checking Account Number.';
  if (body.check !== undefined && !/^\d{9}$/.test(words(account.routing_number))) errors[46] = 'Please provide a valid Transit Routing Number.';
  const amount = canonicalAmount(body.amount);
  if (amount === undefined || Object.keys(errors).length > 0) return refused(errors);
  if (amount === refusedAmount) return notProcessed;

  const check: BankCheck = { id: gateway.store.nextId, amount, state: name === 'sale' ? 'pending' : 'held' };
  return commitCheck(call, check, done(120, 'Your check was successfully processed.', { check_transaction_id: check.id }));
}

/** Text and members are on record, the status is not (assumed: 400). */
const notProcessed: SimulatorReply = {
  status: 400,
  body: { success: false, response_code: 125, status_message: 'Your check was NOT successfully processed.', ach_code: 0, ach_message: 'Declined by the bank' },
};

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
