import type { FailureClass } from '@penstock/connector-sdk';
import { remedyOf } from './error-catalogue';

export interface ErrorMeaning {
  readonly class: FailureClass;
  readonly code: string;
  readonly remedy?: string;
}

const refused = (className: FailureClass, code: string): ErrorMeaning => ({ class: className, code, ...remedyOf(code) });

/**
 * Keys of the `errors` map that are on public record. PayTrace has more; an unknown number is still a refusal,
 * because `response_code` 1 says that nothing was processed.
 */
export const errorNumbers: Readonly<Record<string, ErrorMeaning>> = {
  30: refused('business', 'PAYTRACE_CUSTOMER_NOT_FOUND'),
  35: refused('business', 'PAYTRACE_CARD_NUMBER_INVALID'),
  43: refused('business', 'PAYTRACE_CARD_EXPIRY_INVALID'),
  44: refused('business', 'PAYTRACE_CARD_EXPIRY_INVALID'),
  45: refused('business', 'PAYTRACE_ACCOUNT_NUMBER_INVALID'),
  46: refused('business', 'PAYTRACE_ROUTING_NUMBER_INVALID'),
  58: refused('business', 'PAYTRACE_TRANSACTION_NOT_FOUND'),
  80: refused('business', 'PAYTRACE_CHECK_NOT_FOUND'),
  148: refused('business', 'PAYTRACE_CSC_INVALID'),
  171: refused('business', 'PAYTRACE_CUSTOMER_EXISTS'),
  779: refused('business', 'PAYTRACE_CARD_BLOCKED'),
  817: refused('business', 'PAYTRACE_NOT_SETTLED'),
  818: refused('business', 'PAYTRACE_ALREADY_SETTLED'),
  981: refused('config', 'PAYTRACE_NOT_PERMITTED'),
  998: refused('auth', 'PAYTRACE_LOGIN_FAILED'),
};

export const unknownError = refused('business', 'PAYTRACE_REJECTED');

/**
 * The number of a blocked duplicate is not on public record, its wording is certain enough: an equal charge was
 * approved before. Whether that one is ours is what verification finds out, so it is an open question, not a refusal.
 */
export const duplicateBlocked: ErrorMeaning = refused('ambiguous', 'PAYTRACE_DUPLICATE_BLOCKED');

/** What stops everything comes first: one request can carry several errors, and the failure has one class. */
const weight: Partial<Record<FailureClass, number>> = { auth: 3, config: 2, ambiguous: 1 };

export function meaningOf(errors: readonly { readonly number: string; readonly text: string }[]): ErrorMeaning {
  const meanings = errors.map(({ number, text }) => errorNumbers[number] ?? (/duplicate/i.test(text) ? duplicateBlocked : unknownError));
  return meanings.reduce((worst, next) => ((weight[next.class] ?? 0) > (weight[worst.class] ?? 0) ? next : worst), meanings[0] ?? unknownError);
}
