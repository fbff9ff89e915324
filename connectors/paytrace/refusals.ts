import type { FailureDetails } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { isObject, text, unknownAnswer } from './answers';
import { meaningOf } from './error-numbers';
import { responseCodes } from './response-codes';

/** What `response_code` says when it is not the one the call needs; the codes of v1 and v3 are the same. */
export function refusalOf(answer: JsonObject, writes: boolean): FailureDetails {
  const code = text(answer.response_code);
  // An error map without a code is the same refusal; exports carry no code at all.
  const meaning = responseCodes[code === '' && answer.errors !== undefined ? '1' : code];
  if (meaning?.kind === 'errors') return errorsOf(answer);
  if (meaning?.kind === 'refused') {
    const { kind: _kind, ...details } = meaning;
    return { ...details, message: withReason(meaning.message, answer), remoteCode: code };
  }
  return { ...unknownAnswer(code, writes), ...(code !== '' && { remoteCode: code }) };
}

function errorsOf(answer: JsonObject): FailureDetails {
  const listed = Object.entries(isObject(answer.errors) ? answer.errors : {});
  const errors = listed.flatMap(([number, texts]) => (Array.isArray(texts) ? texts : [texts]).map((line) => ({ number, text: text(line) })));
  const meaning = meaningOf(errors);
  const told = errors.map((error) => error.text).join(' ') || text(answer.status_message);
  return {
    ...meaning,
    message: meaning.class === 'ambiguous' ? `PayTrace blocked this as a repetition: ${told}` : `PayTrace refused this and did nothing: ${told}`,
    remoteCode: errors.map(({ number }) => number).join(',') || '1',
  };
}

/**
 * `approval_message` reads `<processor text> - <plain text>` and is the only place with the bank’s reason; a check that
 * was not processed has `ach_message` instead.
 */
function withReason(message: string, answer: JsonObject): string {
  const reason = text(answer.approval_message).split(' - ').at(-1)?.trim() || text(answer.ach_message).trim();
  return reason === '' ? message : `${message} The bank says: ${reason}.`;
}
