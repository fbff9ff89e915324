import type { FailureClass } from '@penstock/connector-sdk';

export interface ErrorMeaning {
  readonly class: FailureClass;
  readonly code: string;
  readonly remedy: string;
}

const business = (code: string, remedy: string): ErrorMeaning => ({ class: 'business', code: `PAYTRACE_${code}`, remedy });

/**
 * Keys of the `errors` map that are on public record. PayTrace has more; an unknown number is still a refusal,
 * because `response_code` 1 says that nothing was processed.
 */
export const errorNumbers: Readonly<Record<string, ErrorMeaning>> = {
  30: business('CUSTOMER_NOT_FOUND', 'Create the customer in the PayTrace vault, or correct the customer ID.'),
  35: business('CARD_NUMBER_INVALID', 'Ask the customer to enter the card again.'),
  43: business('CARD_EXPIRY_INVALID', 'Ask the customer to enter the expiry date again.'),
  44: business('CARD_EXPIRY_INVALID', 'Ask the customer to enter the expiry date again.'),
  45: business('ACCOUNT_NUMBER_INVALID', 'Correct the checking account number.'),
  46: business('ROUTING_NUMBER_INVALID', 'Correct the transit routing number.'),
  58: business('TRANSACTION_NOT_FOUND', 'Check the transaction ID; it must belong to this PayTrace account.'),
  80: business('CHECK_NOT_FOUND', 'Check the check ID; it may already be voided or settled.'),
  148: business('CSC_INVALID', 'Ask the customer to enter the security code again.'),
  171: business('CUSTOMER_EXISTS', 'Choose another customer ID, or update the existing customer.'),
  779: business('CARD_BLOCKED', 'PayTrace blocks this card to prevent fraud. Ask for another card.'),
  817: business('NOT_SETTLED', 'Void the transaction instead, or refund it after tonight’s settlement.'),
  818: business('ALREADY_SETTLED', 'Refund the transaction instead of voiding it.'),
  981: { class: 'config', code: 'PAYTRACE_NOT_PERMITTED', remedy: 'Give the API user this permission in PayTrace.' },
  998: { class: 'auth', code: 'PAYTRACE_LOGIN_FAILED', remedy: 'Enter the password of the API user again.' },
};

export const unknownError = business('REJECTED', 'Correct what PayTrace names and send it again.');

/**
 * The number of a blocked duplicate is not on public record, its wording is certain enough: an equal charge was
 * approved before. Whether that one is ours is what verification finds out, so it is an open question, not a refusal.
 */
export const duplicateBlocked: ErrorMeaning = {
  class: 'ambiguous',
  code: 'PAYTRACE_DUPLICATE_BLOCKED',
  remedy: 'The platform looks up the earlier charge before anything is sent again.',
};

/** What stops everything comes first: one request can carry several errors, and the failure has one class. */
const weight: Partial<Record<FailureClass, number>> = { auth: 3, config: 2, ambiguous: 1 };

export function meaningOf(errors: readonly { readonly number: string; readonly text: string }[]): ErrorMeaning {
  const meanings = errors.map(({ number, text }) => errorNumbers[number] ?? (/duplicate/i.test(text) ? duplicateBlocked : unknownError));
  return meanings.reduce((worst, next) => ((weight[next.class] ?? 0) > (weight[worst.class] ?? 0) ? next : worst), meanings[0] ?? unknownError);
}
