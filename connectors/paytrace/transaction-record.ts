import { Decimal, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { gatewayInstant } from './gateway-time';
import { canonicalAmount } from './money-amount';

const wireText = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' ? value : typeof value === 'number' || value instanceof Decimal ? value.toString() : ''));

/** A row of an export as it comes; members that PayTrace adds later pass unnoticed, absent ones become empty text. */
const wireRecord = z.looseObject({
  transaction_id: wireText,
  transaction_type: wireText,
  amount: wireText,
  invoice_id: wireText,
  customer_id: wireText,
  /** Kept apart from an empty one: a row that does not tell its approval says nothing about it. */
  approval_code: wireText,
  has_approval: z.literal(false).optional(),
  approval_message: wireText,
  avs_response: wireText,
  csc_response: wireText,
  status_code: wireText,
  status_message: wireText,
  settled: wireText,
  created: z.looseObject({ at: wireText }).nullish(),
  credit_card: z.looseObject({ masked_number: wireText }).nullish(),
});

export const transactionStatuses = ['approved', 'declined', 'refunded', 'voided', 'settled', 'unclear'] as const;
export type TransactionStatus = (typeof transactionStatuses)[number];

const described = (title: string, description?: string) =>
  z.string().meta({ title, ...(description !== undefined && { description }) });

export const transactionSchema = z.object({
  transaction_id: described('Transaction ID'),
  transaction_type: described('Type', 'As PayTrace names it, e.g. SALE or REFUND.'),
  status: z.enum(transactionStatuses).meta({ title: 'Status' }),
  amount: described('Amount', 'US dollars, e.g. 19.99'),
  invoice_id: described('Invoice'),
  customer_id: described('Vault customer').optional(),
  approval_code: described('Approval code'),
  approval_message: described('Approval message'),
  avs_response: described('Address check'),
  csc_response: described('Security code check'),
  status_message: described('Status text'),
  masked_card_number: described('Card').optional(),
  created_at: described('Created', 'UTC, ISO 8601').optional(),
  settled_at: described('Settled', 'UTC, ISO 8601').optional(),
});
export type Transaction = z.output<typeof transactionSchema>;

/** Undefined for a row without id or amount: it can neither be matched nor shown. */
export function transactionOf(row: Json, timeZone: string): Transaction | undefined {
  const parsed = wireRecord.safeParse(row);
  const amount = parsed.success ? canonicalAmount(parsed.data.amount) : undefined;
  if (!parsed.success || amount === undefined || parsed.data.transaction_id === '') return undefined;

  const { created, credit_card: card, settled, customer_id: customer, ...record } = parsed.data;
  const createdAt = isoOf(created?.at, timeZone);
  const settledAt = isoOf(settled, timeZone);
  return {
    transaction_id: record.transaction_id,
    transaction_type: record.transaction_type,
    status: statusOf(parsed.data),
    amount,
    invoice_id: record.invoice_id,
    approval_code: record.approval_code,
    approval_message: record.approval_message.trim(),
    avs_response: record.avs_response,
    csc_response: record.csc_response,
    status_message: record.status_message,
    ...(customer !== '' && { customer_id: customer }),
    ...(card && card.masked_number !== '' && { masked_card_number: card.masked_number }),
    ...(createdAt !== undefined && { created_at: createdAt }),
    ...(settledAt !== undefined && { settled_at: settledAt }),
  };
}

type StatusMembers = Pick<z.output<typeof wireRecord>, 'transaction_type' | 'has_approval' | 'approval_code' | 'status_code' | 'status_message' | 'settled'>;

/**
 * `status_code` N means voided, declined or authorization only, so the words decide (transaction detail record schema,
 * quoted by public clients). "Approved" follows PayTrace’s rule: the approval code is not empty.
 */
function statusOf(record: StatusMembers): TransactionStatus {
  const type = record.transaction_type.toUpperCase();
  if (/void/i.test(record.status_message) || type === 'VOID') return 'voided';
  if (type === 'REFUND') return /declin|not (approved|refunded)/i.test(record.status_message) ? 'declined' : 'refunded';
  if (record.approval_code.trim() === '' && record.has_approval === undefined) return 'declined';
  if (/declin/i.test(record.status_message)) return 'declined';
  if (record.settled !== '' || /^gb/i.test(record.status_code) || /^settled/i.test(record.status_message)) return 'settled';
  if (record.status_code.toUpperCase() === 'Y') return 'approved';
  return /authorization|pending|approved/i.test(record.status_message) ? 'approved' : 'unclear';
}

export const isRefund = ({ transaction_type: type }: Transaction): boolean => type.toUpperCase() === 'REFUND';

export const isUncaptured = ({ status, status_message: words }: Transaction): boolean =>
  status === 'approved' && /authorization only/i.test(words);

function isoOf(gatewayText: string | undefined, timeZone: string): string | undefined {
  const instant = gatewayInstant(gatewayText, timeZone) ?? zonedInstant(gatewayText ?? '');
  return instant === undefined ? undefined : new Date(instant).toISOString();
}

/** ISO 8601 with a zone of its own; one without is no instant. */
function zonedInstant(text: string): number | undefined {
  const instant = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}
