import type { Committer, Gateway } from './gateway';
import { recurringRunOf } from './gateway-days';
import type { GatewayTransaction } from './gateway-transaction';
import { nextDueDay, type Recurrence } from './recurrence';

/** A clock that jumps ten years charges no more than this at once. */
const mostRunsAtOnce = 400;
/** `total_count` of a plan that has no end. */
const endless = 999;

/** Charges every plan whose half past midnight has come; address and duplicate rules are not applied to these runs. True when any ran. */
export function runDueRecurrences(gateway: Gateway, committer: Committer): boolean {
  let hasRun = false;
  for (const recurrence of [...gateway.store.recurrences.values()]) {
    let current: Recurrence | undefined = recurrence;
    for (let runs = 0; current && runs < mostRunsAtOnce && recurringRunOf(current.next) <= gateway.clock.now(); runs += 1) {
      current = runOnce(gateway, committer, current);
      hasRun = true;
    }
  }
  return hasRun;
}

/** What is left of the plan after one run; undefined once it has ended. */
function runOnce(gateway: Gateway, committer: Committer, recurrence: Recurrence): Recurrence | undefined {
  const charge = chargeOf(gateway, recurrence);
  if (charge) gateway.record(committer, charge.state === 'declined' ? 'decline' : recurrence.transactionType === 'Sale' ? 'sale' : 'authorization', charge);
  const currentCount = recurrence.currentCount + 1;
  if (recurrence.totalCount !== endless && currentCount >= recurrence.totalCount) {
    gateway.remember(committer, 'recurrence-deleted', { id: recurrence.id });
    return undefined;
  }
  const left: Recurrence = { ...recurrence, currentCount, next: nextDueDay(recurrence.next, recurrence.frequency) };
  gateway.remember(committer, 'recurrence', left);
  return left;
}

/** Undefined when the customer or its card is gone: the run is counted and nothing charged (assumed). */
function chargeOf({ store, random }: Gateway, { customerId, amount, next, transactionType, description, user }: Recurrence): GatewayTransaction | undefined {
  const card = store.customers.get(customerId)?.card;
  if (!card) return undefined;
  const declined = amount === '0.29';
  return {
    id: store.nextId,
    type: transactionType === 'Sale' ? 'SALE' : 'AUTHORIZATION',
    state: declined ? 'declined' : transactionType === 'Sale' ? 'pending' : 'authorized',
    amount,
    invoice: '',
    customerId,
    masked: card.masked,
    approvalCode: declined ? '' : `TAS${String(Math.floor(random.next() * 1000)).padStart(3, '0')}`,
    approvalMessage: declined ? '  EXPIRED CARD - Expired card' : '  NO  MATCH - Approved and completed',
    avsResponse: 'Address Unavailable',
    cscResponse: '',
    description,
    user,
    createdAt: recurringRunOf(next),
  };
}
