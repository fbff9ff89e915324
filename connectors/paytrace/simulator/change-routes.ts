import type { SimulatorReply, SimulatorRoute } from '@penstock/connector-sdk/simulator';
import { Decimal } from '@penstock/kernel';
import { canonicalAmount } from '../money-amount';
import { words, type ApiCall, type ApiRoutes } from './api-route';
import type { GatewayTransaction } from './gateway-transaction';
import { done, externalId, refused } from './replies';

export const changeRoutes = (api: ApiRoutes): readonly SimulatorRoute[] => [
  api.write('transactions/authorization/capture', capture),
  api.write('transactions/void', voidTransaction),
  api.write('transactions/refund/for_transaction', refund),
  // The v1 path is not on record (assumed); v3 documents the rule.
  api.write('transactions/adjust', adjust),
  api.write('transactions/settle', ({ gateway, request }) => {
    const settled = gateway.settle(request);
    // Text assumed; 175 is the code public clients know for a settled batch.
    return done(175, `Your batch was successfully settled: ${settled.length} transactions.`);
  }),
  api.write('level_three/visa', levelThree),
  api.write('level_three/mastercard', levelThree),
];

const original = ({ body, gateway }: ApiCall): GatewayTransaction | undefined =>
  gateway.store.transactions.get(Number(words(body.transaction_id)));

const unknownTransaction = refused({ 58: 'Please provide a valid Transaction ID.' }, externalId);

function capture(call: ApiCall): SimulatorReply {
  const found = original(call);
  if (!found || found.type !== 'AUTHORIZATION' || found.state !== 'authorized') return unknownTransaction;
  const amount = amountOr(call, found.amount);
  if (amount === undefined || isMore(amount, found.amount)) return refused({ [assumed.captureAmount]: 'The amount is above the authorized amount.' });
  call.gateway.record(call.request, 'capture', { ...found, amount, state: 'pending', capturedAt: call.gateway.clock.now() });
  return done(112, 'Your transaction was successfully captured.', { transaction_id: found.id, ...externalId });
}

/** Unsettled authorizations and refunds only, above zero and at most 30 % more than before (the wording allows it so). */
function adjust(call: ApiCall): SimulatorReply {
  const found = original(call);
  const isOpen = found && (found.state === 'authorized' || (found.type !== 'SALE' && found.state === 'pending'));
  if (!isOpen) return unknownTransaction;
  const amount = canonicalAmount(call.body.amount);
  const most = Decimal.from(found.amount).times(Decimal.from('1.30'));
  if (amount === undefined || Decimal.from(amount).isZero() || Decimal.from(amount).compare(most) > 0) {
    return refused({ [assumed.adjustAmount]: 'The amount is above what an adjustment allows.' });
  }
  call.gateway.record(call.request, 'adjust', { ...found, amount });
  return done(180, 'Your transaction was successfully adjusted.', { transaction_id: found.id, ...externalId });
}

function voidTransaction(call: ApiCall): SimulatorReply {
  const found = original(call);
  if (!found || found.state === 'declined') return unknownTransaction;
  // 818 is known from public code, its text is assumed; a second void answers alike.
  if (found.state === 'settled' || found.state === 'voided') {
    return refused({ 818: 'The Transaction ID that you provided could not be voided. It may already be voided or settled.' });
  }
  call.gateway.record(call.request, 'void', { ...found, state: 'voided' });
  return done(109, 'Your transaction was successfully voided.', { transaction_id: found.id });
}

function refund(call: ApiCall): SimulatorReply {
  const { gateway, request } = call;
  const found = original(call);
  if (!found) return unknownTransaction;
  if (found.state !== 'settled' || found.type === 'REFUND') return refused({ 817: notSettledText });
  const amount = amountOr(call, found.amount);
  const left = refundable(call, found);
  if (amount === undefined || isMore(amount, left)) return refused({ [assumed.refundAmount]: 'The amount is above what can be refunded.' });
  const { refundCeiling } = gateway.store.switches;
  if (refundCeiling !== null && isMore(amount, refundCeiling)) return refused({ [assumed.ceiling]: 'The amount is above the refund ceiling of this user.' });

  const { settledAt: _settledAt, batch: _batch, capturedAt: _capturedAt, ...carried } = found;
  const id = gateway.store.nextId;
  gateway.record(request, 'refund', {
    ...carried,
    id,
    type: 'REFUND',
    state: 'pending',
    amount,
    approvalCode: '',
    approvalMessage: '',
    createdAt: gateway.clock.now(),
    refundOf: found.id,
  });
  return done(106, 'Your transaction was successfully refunded.', { transaction_id: id, ...externalId });
}

/** Sum of what is not yet refunded; that the gateway stops at the original amount is assumed. */
function refundable({ gateway }: ApiCall, { id, amount }: GatewayTransaction): string {
  const refunds = [...gateway.store.transactions.values()].filter(({ refundOf, state }) => refundOf === id && state !== 'voided');
  return refunds.reduce((left, row) => left.minus(Decimal.from(row.amount)), Decimal.from(amount)).toString();
}

function levelThree(call: ApiCall): SimulatorReply {
  const found = original(call);
  if (!found || found.state !== 'pending') return unknownTransaction;
  const lines = Array.isArray(call.body.line_items) ? call.body.line_items.length : 0;
  call.request.commit({ kind: 'level-three', key: String(found.id), id: String(found.id) });
  return done(
    170,
    `Visa/MasterCard enhanced data was successfully added to Transaction ID ${found.id}. ${lines} line item records were created.`,
  );
}

const amountOr = ({ body }: ApiCall, whole: string): string | undefined => (body.amount === undefined ? whole : canonicalAmount(body.amount));

const isMore = (amount: string, limit: string): boolean => Decimal.from(amount).compare(Decimal.from(limit)) > 0;

const assumed = { captureAmount: '9008', refundAmount: '9009', ceiling: '9006', adjustAmount: '9017' };

const notSettledText =
  'The Transaction ID that you provided could not be refunded. Only settled transactions can be refunded.  Please try to void the transaction instead.';
