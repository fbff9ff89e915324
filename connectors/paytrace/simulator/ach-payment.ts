import type { JsonObject } from '@penstock/kernel';
import { Decimal } from '@penstock/kernel';

/** An ACH payment of API v3. The account number is judged and forgotten; only its last four digits stay. */
export interface AchPayment {
  /** A UUID. */
  readonly id: string;
  readonly idempotencyKey: string;
  readonly amount: string;
  readonly status: AchStatus;
  readonly invoice: string;
  readonly accountEnd: string;
  readonly user: string;
  readonly createdAt: number;
}

export const achStatuses = [
  'INITIATED', 'ACCEPTED', 'VOIDED', 'ORIGINATED', 'SETTLED', 'PARTIALLY_SETTLED', 'ERROR', 'DECLINED', 'NSF_DECLINED',
  'REJECTED', 'FAILED', 'VERIFYING', 'RETURNED', 'TECHNICAL_ERROR',
] as const;
export type AchStatus = (typeof achStatuses)[number];

/** `transaction_id, amount, reversible_amount, transaction_status` are on record; the other members are assumed. */
export const achRow = ({ id, idempotencyKey, amount, status, invoice, createdAt }: AchPayment): JsonObject => ({
  transaction_id: id,
  idempotency_key: idempotencyKey,
  amount: Decimal.from(amount),
  reversible_amount: Decimal.from(amount),
  transaction_status: status,
  invoice_number: invoice,
  created_at: new Date(createdAt).toISOString(),
});
