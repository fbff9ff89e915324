import { ConnectorFailure, type IntakeChannel } from '@penstock/connector-sdk';
import { Decimal, parseJson, type Json, type JsonObject } from '@penstock/kernel';
import { isObject, text } from '../answers';
import { canonicalAmount } from '../money-amount';
import { paymentEventOf, paymentStatuses, wanted, type PaymentFact, type PaymentSettings, type PaymentStatus } from './payment-event';

/**
 * PayTrace itself pushes nothing for API traffic; this is for gateways, resellers and middleware that do. One event
 * object, bare or as `{ type, data }`; members beyond the known ones reach the flow unchanged.
 */
export const paymentWebhook: IntakeChannel<PaymentSettings> = {
  id: '',
  title: 'Signed payment event',
  scheme: 'standard-webhooks',
  contentType: 'application/json',
  parse({ body }, settings) {
    const message = objectOf(body);
    const data = isObject(message.data) ? message.data : message;
    const fact = factOf(data, text(message.type), settings);
    return wanted(fact, settings) ? [paymentEventOf(fact, data)] : [];
  },
};

function factOf(data: JsonObject, type: string, { merchant }: PaymentSettings): PaymentFact {
  const id = text(data.transaction_id);
  if (!/^\d{1,20}$/.test(id)) throw refusal('transaction_id', 'a PayTrace transaction ID (digits)');
  return {
    merchant: text(data.merchant) || merchant,
    transaction_id: id,
    status: statusOf(text(data.status) || (type.split('.').at(-1) ?? '')),
    amount: amountOf(data.amount),
    invoice_id: text(data.invoice_id),
    customer_id: text(data.customer_id) || undefined,
    created_at: text(data.created_at) || undefined,
    source: 'webhook',
  };
}

function statusOf(word: string): PaymentStatus {
  const status = paymentStatuses.find((known) => known === word.toLowerCase());
  if (!status) throw refusal('status', `one of ${paymentStatuses.join(', ')}`);
  return status;
}

/** Absent is allowed (the flow reads the payment back anyway); unreadable is not. */
function amountOf(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
  const amount = canonicalAmount(value instanceof Decimal ? value.toString() : value);
  if (amount === undefined) throw refusal('amount', 'an amount with at most two decimals, e.g. "19.99"');
  return amount;
}

function objectOf(body: string): JsonObject {
  try {
    const json = parseJson(body);
    if (isObject(json)) return json;
  } catch {
    // Told to the sender below, like any other body that is no object.
  }
  throw new ConnectorFailure({ class: 'config', code: 'PAYTRACE_EVENT_INVALID', message: 'The body is not one JSON object. Nothing was started.' });
}

const refusal = (member: string, expected: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'config',
    code: 'PAYTRACE_EVENT_INVALID',
    message: `The member ${member} must be ${expected}. Nothing was started.`,
    remedy: 'Change what the sender posts.',
  });
