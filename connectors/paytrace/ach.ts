import { ConnectorFailure, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { z } from 'zod';
import { isObject, text, type PayTraceContext } from './answers';
import { canonicalAmount, sameAmount } from './money-amount';
import { callV3, merchantIdOf } from './v3/api';
import { listOfV3 } from './v3/records';

/** An ACH payment of API v3 as it is told. */
export const achPaymentSchema = z.object({
  transaction_id: z.string().meta({ title: 'Payment ID' }),
  transaction_status: z.string().meta({ title: 'Status', description: 'As PayTrace names it, e.g. ACCEPTED, SETTLED or RETURNED' }),
  amount: z.string().meta({ title: 'Amount', description: 'US dollars, e.g. 19.99' }),
  invoice_number: z.string().meta({ title: 'Invoice' }),
  idempotency_key: z.string().meta({ title: 'Idempotency key' }),
});
export type AchPaymentRow = z.output<typeof achPaymentSchema>;

export const achPaymentSample = {
  transaction_id: '7f9c1b7e-3c1a-4b70-9a3d-1f2e3d4c5b6a',
  transaction_status: 'ACCEPTED',
  amount: '19.99',
  invoice_number: 'WEB-1001',
  idempotency_key: '0b6c5a52-6e2f-5b0e-8d61-7a2f7be0c111',
} satisfies AchPaymentRow;

const live = new Set(['INITIATED', 'ACCEPTED', 'APPROVED', 'SUCCESS', 'ORIGINATED', 'SETTLED', 'PARTIALLY_SETTLED', 'VERIFYING']);
const dead = new Set(['VOIDED', 'ERROR', 'DECLINED', 'NSF_DECLINED', 'REJECTED', 'FAILED', 'RETURNED', 'TECHNICAL_ERROR']);

export const isRefusedStatus = (status: string): boolean => dead.has(status.toUpperCase());

export const refusedPayment = (status: string, id: string) =>
  ({
    class: 'business',
    code: 'PAYTRACE_ACH_REFUSED',
    message: `The bank payment${id === '' ? '' : ` ${id}`} is ${status} at PayTrace; nothing is collected.`,
    remoteCode: status,
    remedy: 'Check the bank account with the customer.',
  }) as const;

/**
 * The key of a payment: the same for every try of the same invoice of the same merchant, in the form of a UUID (version
 * 8, RFC 9562) as PayTrace asks for.
 */
export async function idempotencyKeyOf({ settings }: PayTraceContext, invoice: string): Promise<string> {
  const named = new TextEncoder().encode(`ach-payment:${settings.merchantId}:${invoice}`);
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', named)).slice(0, 16);
  digest[6] = 0x80 | (digest[6]! & 0x0f);
  digest[8] = 0x80 | (digest[8]! & 0x3f);
  const hex = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export interface AchSought {
  readonly amount: string;
  readonly invoice_number: string;
}

const hourMs = 3_600_000;

/**
 * Did the payment happen? First asked by its key, then in the list by the same key. While the key lives, "not there" is
 * enough: sent again under it, it cannot pay twice. Later the list must also show somebody else’s payment first.
 */
export async function findAchPayment<Output>(
  context: PayTraceContext,
  { input, sentAt }: SentEffect<AchSought>,
  outputOf: (row: AchPaymentRow) => Output,
): Promise<Verdict<Output>> {
  try {
    const key = await idempotencyKeyOf(context, input.invoice_number);
    const found = (await byKey(context, key)) ?? (await listAchPayments(context, { idempotency_key: key })).find((row) => row.idempotency_key === key);
    if (found) return verdictOn(found, input, outputOf);
    if (context.clock.now() - sentAt < context.settings.achKeyHours * hourMs) {
      return { verdict: 'absent', evidence: `PayTrace has no payment under the key ${key}, which still protects a repetition.` };
    }
    const others = await listAchPayments(context, {});
    if (others.length > 0) return { verdict: 'absent', evidence: `PayTrace shows ${others.length} payments, but none under the key ${key}.` };
    return { verdict: 'unsure', reason: 'PayTrace shows no payment at all, so nothing proves that this one would be seen, and its key may have ended.' };
  } catch (error) {
    if (error instanceof ConnectorFailure) return { verdict: 'unsure', reason: error.message };
    throw error;
  }
}

function verdictOn<Output>(row: AchPaymentRow, { amount }: AchSought, outputOf: (row: AchPaymentRow) => Output): Verdict<Output> {
  const { transaction_id: id, transaction_status: status } = row;
  if (row.amount !== '' && !sameAmount(row.amount, amount)) {
    return { verdict: 'unsure', reason: `PayTrace has payment ${id} under this key, but with ${row.amount}.` };
  }
  if (isRefusedStatus(status)) return { verdict: 'refused', failure: refusedPayment(status, id) };
  if (live.has(status.toUpperCase())) return { verdict: 'found', output: outputOf(row), remoteId: id };
  return { verdict: 'unsure', reason: `PayTrace has payment ${id} with status ${status || 'none'}, which is not known.` };
}

async function byKey(context: PayTraceContext, key: string): Promise<AchPaymentRow | undefined> {
  try {
    const answer = await callV3(context, { method: 'GET', path: `checks/transactions/idempotency-keys/${key}`, writes: false, decides: { by: 'status' } });
    return rowOf((isObject(answer.data) ? answer.data : answer) as Json);
  } catch (error) {
    // Not there by this way; the list has the last word.
    if (error instanceof ConnectorFailure && error.class === 'business') return undefined;
    throw error;
  }
}

export interface AchFilter {
  readonly idempotency_key?: string;
  readonly start_date?: string;
  readonly end_date?: string;
  readonly status?: string;
}

/** At most 30 rows per call (North developer portal: ACH transaction records). */
const rowsPerCall = 30;
/** Longer lists are read in narrower ranges of days. */
const mostPages = 100;

export async function listAchPayments(context: PayTraceContext, filter: AchFilter): Promise<readonly AchPaymentRow[]> {
  const merchant = String(merchantIdOf(context));
  const all: AchPaymentRow[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const query = { merchant_id: merchant, ...filter, limit: String(rowsPerCall), offset: String(page * rowsPerCall) };
    const answer = await callV3(context, { method: 'GET', path: 'checks/transactions', query, writes: false, decides: { by: 'status' } });
    const rows = listOfV3(answer, 'items');
    const read = rows?.map(rowOf);
    if (!read || read.includes(undefined)) {
      throw new ConnectorFailure({ class: 'transient', code: 'PAYTRACE_EXPORT_UNREADABLE', message: 'PayTrace’s list of bank payments cannot be read. Nothing was changed.' });
    }
    all.push(...read.filter((row) => row !== undefined));
    if (read.length < rowsPerCall) break;
  }
  return all;
}

/** Undefined for what has no id: it is no payment. */
export function rowOf(row: Json): AchPaymentRow | undefined {
  if (!isObject(row) || text(row.transaction_id) === '') return undefined;
  const { transaction_id: id, transaction_status, status, amount, invoice_number: invoice, idempotency_key: key } = row as JsonObject;
  return {
    transaction_id: text(id),
    transaction_status: text(transaction_status) || text(status),
    amount: canonicalAmount(amount) ?? '',
    invoice_number: text(invoice),
    idempotency_key: text(key),
  };
}
