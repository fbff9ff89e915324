import { Decimal } from '@penstock/kernel';
import type { SettlementOutcome } from '@penstock/contracts';

/** What may be sent again once a person has said so: only these outcomes free the business key of the effect. */
type FreeingOutcome = Exclude<SettlementOutcome, 'happened' | 'give-up-unasked'>;

export interface MoneyInDoubt {
  readonly kind: string;
  /** Decimal text, any currency; null when the action does not say. */
  readonly amount: string | null;
}

/** “It did not happen” lets the money leave again, now or by a later retry; “it happened” never does. */
export const freesTheKey = (outcome: SettlementOutcome): outcome is FreeingOutcome => outcome !== 'happened' && outcome !== 'give-up-unasked';

/** An unknown amount counts as a large one. */
export const needsTwoPersons = ({ kind, amount }: MoneyInDoubt, limit: Decimal): boolean =>
  kind === 'money' && (amount === null || Decimal.from(amount).compare(limit) > 0);

/** Large money that may leave again; and what is given up with nobody knowing what became of it, however little it is. */
export const takesTwoPersons = (outcome: SettlementOutcome, effect: MoneyInDoubt, limit: Decimal): boolean =>
  outcome === 'give-up-unasked' || (freesTheKey(outcome) && needsTwoPersons(effect, limit));
