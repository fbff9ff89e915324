import type { ErrorEntry } from './definition';
import type { AnswerReading } from './read-answer';

/** What the HTTP layer itself tells, whatever the connector. */
export const transportErrors: readonly ErrorEntry[] = [
  { code: 'HTTP_NOT_SENT', cause: 'The remote system could not be reached; nothing left.', remedy: 'None: it is tried again. If it stays so, check the address.' },
  { code: 'HTTP_TIMED_OUT', cause: 'The request arrived, no complete answer came in time.', remedy: 'None: it is looked up before anything is sent again.' },
  { code: 'HTTP_CONNECTION_LOST', cause: 'The connection ended before the answer was complete.', remedy: 'None: it is looked up before anything is sent again.' },
  { code: 'HTTP_RESPONSE_TOO_LARGE', cause: 'The answer is larger than 16 MiB.', remedy: 'Ask for less at a time.' },
  { code: 'HTTP_ECHOES_SECRET', cause: 'A file that was fetched holds credentials of the connection.', remedy: 'Ask those who run the system for an answer without credentials.' },
  { code: 'HTTP_HOST_NOT_ALLOWED', cause: 'The address is on another host than the connection’s.', remedy: 'Use a connection for that host.' },
  { code: 'HTTP_ADDRESS_BLOCKED', cause: 'The address lies inside a private network.', remedy: 'An administrator can allow the host for this connection.' },
  { code: 'HTTP_NOT_ENCRYPTED', cause: 'The address starts with http:.', remedy: 'Use https:, or let an administrator allow the host.' },
  { code: 'HTTP_URL_INVALID', cause: 'The address is no URL, or leaves the base address.', remedy: 'Correct the address.' },
  { code: 'HTTP_REDIRECT_REFUSED', cause: 'The remote side asked to repeat a write elsewhere; it was not repeated.', remedy: 'Enter the new address in the connection.' },
  { code: 'SIGN_IN_THROTTLED', cause: 'The remote system asked to wait before signing in again.', remedy: 'None: it waits by itself.' },
  { code: 'SIGN_IN_UNAVAILABLE', cause: 'The sign-in could not be had; the request was not sent.', remedy: 'None: it is tried again.' },
];

/** What stored files may meet, whatever the connector. */
export const fileErrors: readonly ErrorEntry[] = [
  { code: 'FILE_GONE', cause: 'The handle is unknown here: the file was erased, its time is over, or it is another organisation’s.', remedy: 'Bring the file in again.' },
  { code: 'FILE_TOO_LARGE', cause: 'The file is larger than is taken.', remedy: 'Ask for it in parts.' },
  { code: 'FILE_HAS_CARD_DATA', cause: 'The file carries card data; its content was not kept.', remedy: 'Ask the sender for tokens or the last four digits.' },
  { code: 'FILE_NOT_TEXT', cause: 'The file is not text in the chosen encoding.', remedy: 'Choose another encoding.' },
  { code: 'FILES_NOT_AVAILABLE', cause: 'The process keeps no files.', remedy: 'Run the flow for real.' },
];

/** The failures of `readJsonAnswer` for one system. */
export function answerErrors({ system, codePrefix }: Pick<AnswerReading, 'system' | 'codePrefix'>): readonly ErrorEntry[] {
  const entry = (code: string, cause: string, remedy: string): ErrorEntry => ({ code: `${codePrefix}_${code}`, cause, remedy });
  return [
    entry('SIGN_IN_REFUSED', `${system} does not accept the credentials (401).`, 'Enter them again in the connection.'),
    entry('NOT_PERMITTED', `${system} accepts the credentials, but not this (403).`, 'Give the user or app the permission.'),
    entry('PLAN_LIMIT', `${system} wants to be paid first (402).`, 'Look at the plan or the balance of the account.'),
    entry('NOT_FOUND', 'There is no such record or address (404).', 'Check the id.'),
    entry('REFUSED', `${system} refused what was sent and did nothing (other 4xx).`, 'Correct what the message names.'),
    entry('THROTTLED', `${system} asked to wait (429, or 503 with Retry-After).`, 'None: it waits by itself.'),
    entry('SERVER_ERROR', `${system} answered with 5xx. A write may have been carried out.`, 'A read is repeated; a write is looked up or shown to a person first.'),
    entry('REDIRECTED', `${system} answered with a redirect, which is not followed.`, 'Enter the address that answers directly.'),
    entry('ANSWER_UNREADABLE', 'The answer is not JSON. A write may have been carried out.', 'A read is repeated; a write is looked up or shown to a person first.'),
    entry('ANSWER_UNEXPECTED', 'The answer lacks what it must hold. A write may have been carried out.', 'A read is repeated; a write is looked up or shown to a person first.'),
  ];
}

export interface ErrorCatalogue {
  readonly entries: readonly ErrorEntry[];
  /** For a failure that says nothing more exact; empty where people have nothing to do. */
  remedyOf(code: string): { readonly remedy?: string };
}

/** The failures of one connector by their codes: what its failures tell people and what its pages say. */
export function errorCatalogueOf(meanings: Readonly<Record<string, Omit<ErrorEntry, 'code'>>>): ErrorCatalogue {
  return {
    entries: Object.entries(meanings).map(([code, meaning]) => ({ code, ...meaning })),
    remedyOf(code) {
      const remedy = meanings[code]?.remedy;
      return remedy === undefined || remedy.startsWith('None') ? {} : { remedy };
    },
  };
}
