import { findCardData } from '@penstock/card-data-guard';
import { messageOf, parseJson, type Json } from '@penstock/kernel';
import { restoreOneTimeTokens } from '../../platform/one-time-tokens';
import { CaseError } from './cases.errors';

/**
 * The payload a person edited, with every digit of its numbers, and with the one-time tokens that were masked for their
 * eyes put back from the original.
 * @throws CaseError PAYLOAD_NOT_JSON, PAYLOAD_HAS_CARD_DATA, PAYLOAD_TOKEN_UNKNOWN
 */
export function editedPayload(text: string, original: Json): Json {
  const edited = read(text);
  if (findCardData(edited).length > 0) {
    throw new CaseError(
      'PAYLOAD_HAS_CARD_DATA',
      'The payload carries card data, which Penstock never takes. Nothing was started. Use a token or the last four digits.',
    );
  }
  const restored = restoreOneTimeTokens(edited, original);
  if (restored.ok) return restored.value;
  throw new CaseError(
    'PAYLOAD_TOKEN_UNKNOWN',
    `The masked token at “${restored.error}” is none that the event has there, so no card could be charged with it. Nothing was started. Put the mask back as it was, or write the token itself.`,
  );
}

function read(text: string): Json {
  try {
    return parseJson(text);
  } catch (thrown) {
    throw new CaseError(
      'PAYLOAD_NOT_JSON',
      `The payload cannot be read: ${messageOf(thrown)}. Nothing was started. Correct it and replay again.`,
    );
  }
}
