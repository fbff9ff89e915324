import { Decimal, type Json, type JsonObject } from '@penstock/kernel';
import { gatewayDateTime } from '../gateway-time';

export type TransactionType = 'SALE' | 'AUTHORIZATION' | 'REFUND';
export type TransactionState = 'authorized' | 'pending' | 'settled' | 'voided' | 'declined';

export interface GatewayTransaction {
  readonly id: number;
  readonly type: TransactionType;
  readonly state: TransactionState;
  /** Canonical text, e.g. `19.99`. */
  readonly amount: string;
  readonly invoice: string;
  readonly customerId: string;
  readonly masked: string;
  readonly approvalCode: string;
  readonly approvalMessage: string;
  readonly avsResponse: string;
  readonly cscResponse: string;
  readonly description: string;
  readonly user: string;
  /** Milliseconds since the epoch, on the simulator's clock. */
  readonly createdAt: number;
  /** When an authorization was captured. */
  readonly capturedAt?: number;
  readonly settledAt?: number;
  readonly batch?: number;
  readonly refundOf?: number;
}

export const pacific = 'America/Los_Angeles';

/** A row of an export. Amounts are JSON numbers with their decimals: a reader that uses floats loses `10.00`. */
export function exportRow(transaction: GatewayTransaction): JsonObject {
  const { createdAt, settledAt, customerId } = transaction;
  return {
    transaction_id: transaction.id,
    credit_card: { masked_number: transaction.masked, expiration_month: 12, expiration_year: 2030 },
    transaction_type: transaction.type,
    description: transaction.description,
    amount: Decimal.from(transaction.amount),
    invoice_id: transaction.invoice,
    customer_id: customerId === '' ? null : customerId,
    approval_code: transaction.approvalCode,
    approval_message: transaction.approvalMessage,
    avs_response: transaction.avsResponse,
    csc_response: transaction.cscResponse,
    ...statusMembers(transaction),
    created: { through: 'API', at: gatewayDateTime(createdAt, pacific), by: transaction.user },
    settled: settledAt === undefined ? '' : gatewayDateTime(settledAt, pacific),
  };
}

/** `status_code` N stands for three states; only the words tell them apart. Settled carries the batch number appended. */
function statusMembers({ state, batch }: GatewayTransaction): { readonly status_code: Json; readonly status_message: Json } {
  switch (state) {
    case 'authorized':
      return { status_code: 'N', status_message: 'Authorization Only' };
    case 'pending':
      return { status_code: 'Y', status_message: 'Pending Settlement' };
    case 'settled':
      return { status_code: `GB${batch ?? ''}`, status_message: 'Settled' };
    case 'voided':
      return { status_code: 'N', status_message: 'Voided' };
    case 'declined':
      return { status_code: 'N', status_message: 'Declined' };
  }
}

/** Filter words of `transaction_type`: types and states mixed, as the real export takes them. */
export function matchesTypeFilter({ type, state }: GatewayTransaction, filter: string): boolean {
  const words = { VOID: state === 'voided', SETTLED: state === 'settled', PENDING: state === 'pending', DECLINED: state === 'declined' };
  return words[filter as keyof typeof words] ?? type === filter;
}
