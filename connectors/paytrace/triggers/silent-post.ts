import { ConnectorFailure, type IntakeChannel } from '@penstock/connector-sdk';
import { canonicalAmount } from '../money-amount';
import { paymentEventOf, wanted, type PaymentFact, type PaymentSettings } from './payment-event';

/**
 * The silent post of PayTrace’s hosted checkout: form field `parmList` with `NAME~VALUE|NAME~VALUE|`. Nothing signs it
 * (PayTrace help: handling silent post response), so it is a claim that the flow must read back before it acts.
 */
export const silentPost: IntakeChannel<PaymentSettings> = {
  id: 'silent-post',
  title: 'Silent post of hosted checkout',
  scheme: 'unsigned-claim',
  contentType: 'application/x-www-form-urlencoded',
  parse({ body }, settings) {
    const fields = fieldsOf(new URLSearchParams(body).get('parmList'));
    // An order that only stores a customer carries no transaction: nothing to start a payment flow for.
    if (!fields.has('TRANSACTIONID') && fields.has('CUSTOMERID')) return [];
    const fact = factOf(fields, settings);
    return wanted(fact, settings) ? [paymentEventOf(fact)] : [];
  },
};

/** The rule of PayTrace’s help: approved means that the approval code is not empty. */
function factOf(fields: ReadonlyMap<string, string>, { merchant }: PaymentSettings): PaymentFact {
  const id = fields.get('TRANSACTIONID') ?? '';
  if (!/^\d{1,20}$/.test(id)) throw refusal('parmList must hold a TRANSACTIONID of digits.');
  return {
    merchant,
    transaction_id: id,
    status: (fields.get('APPCODE') ?? '').trim() === '' ? 'declined' : 'approved',
    amount: canonicalAmount(fields.get('AMOUNT')),
    invoice_id: fields.get('ORDERID') ?? '',
    customer_id: fields.get('CUSTOMERID'),
    source: 'silent-post',
  };
}

function fieldsOf(parmList: string | null): ReadonlyMap<string, string> {
  if (parmList === null) throw refusal('The form field parmList is missing.');
  const pairs = parmList.split('|').filter((pair) => pair.includes('~'));
  return new Map(pairs.map((pair) => [pair.slice(0, pair.indexOf('~')).trim(), pair.slice(pair.indexOf('~') + 1)]));
}

const refusal = (message: string): ConnectorFailure =>
  new ConnectorFailure({ class: 'config', code: 'PAYTRACE_EVENT_INVALID', message: `${message} Nothing was started.` });
