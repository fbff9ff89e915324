import { ConnectorFailure } from '@penstock/connector-sdk';
import { PenstockError, type Random } from '@penstock/kernel';

/** Failures that time does not heal: somebody has to mend settings or credentials first. */
const NEEDS_PERSON: readonly string[] = ['config', 'auth', 'business', 'quota'];
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const PERSON_PAUSE_MS = 15 * 60_000;
const MAX_WORDS = 1_000;

export const failureClassOf = (thrown: unknown): string => (thrown instanceof ConnectorFailure ? thrown.class : 'unknown');

export const needsPerson = (thrown: unknown): boolean => NEEDS_PERSON.includes(failureClassOf(thrown));

/** For the page that shows a trigger: what happened and what to do. Nothing of an unknown error's insides. */
export function failureWords(thrown: unknown): string {
  if (thrown instanceof ConnectorFailure) {
    const { message, remedy } = thrown.details;
    return (remedy ? `${message} ${remedy}` : message).slice(0, MAX_WORDS);
  }
  if (thrown instanceof PenstockError) return thrown.message.slice(0, MAX_WORDS);
  return 'Penstock could not go on for a reason it does not know; the log has it. Nothing was lost: it is tried again.';
}

/**
 * How long to wait after a failure: longer with each one, at random between half and the whole so that sources that
 * failed together do not come back together. What only a person can mend is looked at every quarter of an hour.
 */
export function pauseAfter(thrown: unknown, { failures, random }: { readonly failures: number; readonly random: Random }): number {
  if (needsPerson(thrown)) return PERSON_PAUSE_MS;
  const asked = thrown instanceof ConnectorFailure ? (thrown.details.retryAfterMs ?? 0) : 0;
  const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 20));
  return Math.max(asked, grown * (0.5 + random.next() / 2));
}
