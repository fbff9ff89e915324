import { ConnectorFailure, type SentEffect, type Verdict } from '@penstock/connector-sdk';
import type { PayTraceContext } from './answers';
import { exportByDateRange, exportById } from './export-api';
import { daysAround, type SendTime } from './gateway-time';
import { sameAmount } from './money-amount';
import { isRefund, isUncaptured, type Transaction } from './transaction-record';

/** Gateway and database clocks may differ by this much. */
const clockSkewMs = 5 * 60_000;
/** Export times have whole seconds; a decline this much older than the request is another one. */
const declineSkewMs = 1_000;

export interface ChargeSought extends SendTime {
  readonly invoice_id: string;
  readonly amount: string;
}

/** Like `Verdict`, before the action has turned the transaction into its own output. */
export type Finding =
  | { readonly verdict: 'found'; readonly transaction: Transaction }
  | { readonly verdict: 'duplicate'; readonly transactions: readonly [Transaction, ...Transaction[]] }
  | Extract<Verdict<never>, { readonly verdict: 'refused' | 'absent' | 'unsure' }>;

/**
 * Did a sale or authorization happen? Searched by its invoice id over yesterday to tomorrow, and once more in the whole
 * list of these days: that second list is the positive control. It must hold at least one transaction, of whomever,
 * before "not there" counts: an empty list would look the same if the user lost the right to see rows, if the list
 * lagged behind, or if the days were computed in the wrong zone. That this control is seconds old at most is not
 * provable with this API, therefore the platform asks twice with a pause before it believes "absent".
 */
export async function findCharge(context: PayTraceContext, sought: ChargeSought): Promise<Finding> {
  return orUnsure(async () => {
    const days = daysAround(sought, context.settings.timezone);
    const bySearch = await exportByDateRange(context, { ...days, including_text: sought.invoice_id });
    const searched = judgeCharges(bySearch, sought);
    if (searched) return searched;

    const all = await exportByDateRange(context, days);
    return judgeCharges(all, sought) ?? absentAmong(all, `a charge of ${sought.amount} for invoice ${sought.invoice_id}`);
  });
}

/** Undefined when nothing of this invoice is among the rows that could be ours. */
function judgeCharges(rows: readonly Transaction[], sought: ChargeSought): Finding | undefined {
  const charges = rows.filter((row) => row.invoice_id === sought.invoice_id && !isRefund(row));
  const live = charges.filter(({ status }) => status === 'approved' || status === 'settled');
  const ours = live.filter((row) => sameAmount(row.amount, sought.amount) && isRecent(row, sought.sentAt));
  const [first, ...more] = ours;
  if (first) return more.length > 0 ? { verdict: 'duplicate', transactions: [first, ...more] } : { verdict: 'found', transaction: first };

  const doubtful = live[0] ?? charges.find(({ status }) => status === 'unclear');
  if (doubtful) {
    return { verdict: 'unsure', reason: `PayTrace has transaction ${doubtful.transaction_id} for this invoice, but with another amount, time or status.` };
  }
  // An older decline of the same invoice says nothing of this charge, which the export may not show yet.
  const refused = charges.find((row) => sameAmount(row.amount, sought.amount) && isAfter(row, sought.sentAt));
  return refused && { verdict: 'refused', failure: refusalOf(refused) };
}

const refusalOf = ({ status, transaction_id: id, approval_message: words }: Transaction): Extract<Finding, { verdict: 'refused' }>['failure'] =>
  status === 'voided'
    ? {
        class: 'business',
        code: 'PAYTRACE_VOIDED',
        message: `PayTrace approved the charge as transaction ${id} and it was voided since; nothing is charged.`,
      }
    : {
        class: 'business',
        code: 'PAYTRACE_DECLINED',
        message: `The card was declined (transaction ${id}${words === '' ? '' : `: ${words}`}); nothing was charged.`,
        remoteCode: '102',
        remedy: 'Ask the customer for another card or to call the bank.',
      };

/** Sure to be no older than the request: the other way round, doubt must not speak for "it was refused". */
function isAfter({ created_at: createdAt }: Transaction, sentAt: number): boolean {
  return createdAt !== undefined && Date.parse(createdAt) >= sentAt - declineSkewMs;
}

/** A row without a readable time is taken as recent: doubt speaks for "it happened". */
function isRecent({ created_at: createdAt }: Transaction, sentAt: number): boolean {
  return createdAt === undefined || Date.parse(createdAt) >= sentAt - clockSkewMs;
}

function absentAmong(rows: readonly Transaction[], what: string): Finding {
  if (rows.length === 0) {
    return { verdict: 'unsure', reason: 'PayTrace lists no transaction at all for these days, so nothing proves that this one would be seen.' };
  }
  return { verdict: 'absent', evidence: `PayTrace lists ${rows.length} transactions for these days, and ${what} is not among them.` };
}

/** Did a capture of this authorization happen? The row of the original tells, and is its own positive control. */
export function findCapture(context: PayTraceContext, { input }: SentEffect<{ readonly transaction_id: string; readonly amount?: string | undefined }>): Promise<Finding> {
  return judgeOriginal(context, input.transaction_id, (original) => {
    if (isUncaptured(original)) return { verdict: 'absent', evidence: `PayTrace shows transaction ${original.transaction_id} as authorization only.` };
    if (original.status !== 'approved' && original.status !== 'settled') return notPossible(original);
    if (input.amount !== undefined && !sameAmount(original.amount, input.amount)) {
      return { verdict: 'unsure', reason: `PayTrace shows transaction ${original.transaction_id} captured with ${original.amount}, not ${input.amount}.` };
    }
    return { verdict: 'found', transaction: original };
  });
}

export function findVoid(context: PayTraceContext, { input }: SentEffect<{ readonly transaction_id: string }>): Promise<Finding> {
  return judgeOriginal(context, input.transaction_id, (original) => {
    if (original.status === 'voided') return { verdict: 'found', transaction: original };
    if (original.status === 'approved') return { verdict: 'absent', evidence: `PayTrace shows transaction ${original.transaction_id} as ${original.status_message}.` };
    return notPossible(original);
  });
}

/** Does the original show the new amount? Only what is not settled can be adjusted. */
export function findAdjustment(context: PayTraceContext, { input }: SentEffect<{ readonly transaction_id: string; readonly amount: string }>): Promise<Finding> {
  return judgeOriginal(context, input.transaction_id, (original) => {
    if (sameAmount(original.amount, input.amount) && original.status !== 'declined') return { verdict: 'found', transaction: original };
    if (isUncaptured(original) || (isRefund(original) && original.status === 'refunded')) {
      return { verdict: 'absent', evidence: `PayTrace shows transaction ${original.transaction_id} with ${original.amount}.` };
    }
    return notPossible(original);
  });
}

/** A refund is a row of its own: same invoice as its original, type REFUND, same amount, no older than the request. */
export function findRefund(
  context: PayTraceContext,
  { input, sentAt, sentBefore }: SentEffect<{ readonly transaction_id: string; readonly amount?: string | undefined }>,
): Promise<Finding> {
  return orUnsure(async () => {
    const original = await exportById(context, input.transaction_id);
    if (!original || original.invoice_id === '') {
      return { verdict: 'unsure', reason: 'The refunded transaction cannot be read or has no invoice, so its refund cannot be searched for.' };
    }
    return findRefundOf(context, { invoice_id: original.invoice_id, amount: input.amount ?? original.amount, sentAt, sentBefore });
  });
}

/** A refund by its invoice and amount; the whole list of the days is the positive control. */
export function findRefundOf(context: PayTraceContext, { invoice_id: invoice, amount, sentAt, sentBefore }: ChargeSought): Promise<Finding> {
  return orUnsure(async () => {
    const rows = await exportByDateRange(context, daysAround({ sentAt, sentBefore }, context.settings.timezone));
    const refunds = rows.filter((row) => isRefund(row) && row.invoice_id === invoice && row.status === 'refunded');
    const [first, ...more] = refunds.filter((row) => sameAmount(row.amount, amount) && isRecent(row, sentAt));
    if (first && more.length > 0) return { verdict: 'duplicate', transactions: [first, ...more] };
    return first ? { verdict: 'found', transaction: first } : absentAmong(rows, `a refund of ${amount} for invoice ${invoice}`);
  });
}

async function judgeOriginal(context: PayTraceContext, transactionId: string, judge: (original: Transaction) => Finding): Promise<Finding> {
  return orUnsure(async () => {
    const original = await exportById(context, transactionId);
    return original ? judge(original) : { verdict: 'unsure', reason: `PayTrace does not list transaction ${transactionId}.` };
  });
}

const notPossible = ({ transaction_id: id, status }: Transaction): Finding => ({
  verdict: 'refused',
  failure: {
    class: 'business',
    code: 'PAYTRACE_STATE_CONFLICT',
    message: `PayTrace shows transaction ${id} as ${status}, so this was not carried out.`,
    remedy: 'Decide by the state of the transaction: settled ones are refunded, voided ones need nothing.',
  },
});

/** A look-up that fails says nothing about the effect. */
export async function orUnsure<Answer>(look: () => Promise<Answer>): Promise<Answer | Extract<Finding, { verdict: 'unsure' }>> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof ConnectorFailure) return { verdict: 'unsure', reason: error.message };
    throw error;
  }
}

/** Turns a finding into the verdict of an action. */
export function verdictOf<Output>(finding: Finding, outputOf: (transaction: Transaction) => Output): Verdict<Output> {
  if (finding.verdict === 'found') {
    return { verdict: 'found', output: outputOf(finding.transaction), remoteId: finding.transaction.transaction_id };
  }
  if (finding.verdict !== 'duplicate') return finding;
  const { transactions } = finding;
  return { verdict: 'duplicate', output: outputOf(transactions[0]), remoteIds: transactions.map(({ transaction_id: id }) => id) };
}
