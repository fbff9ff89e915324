import {
  ConnectorFailure,
  type ConnectorContext,
  type FailureClass,
  type FailureDetails,
  type HttpRequest,
  type HttpResponse,
} from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { isObject, objectOf, structuredBody, textOf } from './answer';
import { remedyOf } from './error-catalogue';
import { jsonHeaders, xmlHeaders } from './auth';
import type { Prophet21Settings } from './settings';

export type P21Context = ConnectorContext<Prophet21Settings>;

/** What was asked: a write must never be called harmless when P21 may have acted. */
export type CallKind = 'read' | 'odata' | 'definition' | 'write';

export interface Call {
  readonly kind: CallKind;
  readonly method: HttpRequest['method'];
  /** A path on the middleware host, or an absolute address on the UI server. */
  readonly url: string;
  readonly json?: Json;
  /** Instead of `json`; the answer is asked for in the same form. */
  readonly xml?: string;
  /** A success without a body is one: families that do not say what they answer, where everything is read back. */
  readonly mayBeEmpty?: boolean;
}

const READ_TIMEOUT_MS = 60_000;
/** P21 replays a transaction as a user would type it: a minute for a long order is ordinary. */
export const WRITE_TIMEOUT_MS = 120_000;

/** @throws ConnectorFailure for every answer that is not a readable 2xx. */
export async function callP21({ http }: P21Context, call: Call): Promise<Json> {
  const { kind, method, url, json, xml } = call;
  const response = await http.send({
    method,
    url,
    headers: xml === undefined ? jsonHeaders : xmlHeaders,
    timeoutMs: kind === 'write' ? WRITE_TIMEOUT_MS : READ_TIMEOUT_MS,
    ...(json !== undefined && { json }),
    ...(xml !== undefined && { text: xml }),
  });
  const answer = structuredBody(response);
  if (call.mayBeEmpty && isEmptySuccess(response)) return null;
  const failure = failureOf(response, kind, answer);
  if (failure) throw new ConnectorFailure(withExchange(failure, call, response));
  return answer as Json;
}

const isEmptySuccess = ({ status, body }: HttpResponse): boolean => status >= 200 && status < 300 && body.trim() === '';

interface AnswerFacts {
  readonly kind: CallKind;
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  /** P21's own words, empty when there are none. */
  readonly said: string;
  readonly errorType: string;
}

interface FailureRow {
  readonly when: (facts: AnswerFacts) => boolean;
  readonly class: FailureClass | ((facts: AnswerFacts) => FailureClass);
  readonly code: string;
  readonly message: string | ((facts: AnswerFacts) => string);
}

/** What is told after a posting would frighten people who only asked. */
const inDoubt =
  (happened: string) =>
  ({ kind }: AnswerFacts): string =>
    kind === 'write'
      ? `${happened} A posting may or may not have been made; it is looked up before anything else.`
      : `${happened} Nothing was posted: it was only asked.`;

const afterWrite =
  (write: FailureClass, otherwise: FailureClass) =>
  ({ kind }: AnswerFacts): FailureClass =>
    kind === 'write' ? write : otherwise;

/**
 * Business rules answer with HTTP 500 and the envelope of a business type, or with P21's negative return code at the
 * end of the sentence: `The currencies cannot be the same. (-1)`. An import with only "some" failed records is no clean no.
 */
const isBusinessRefusal = ({ status, said, errorType }: AnswerFacts): boolean =>
  status === 500 &&
  !/some records failed/i.test(said) &&
  (/^P21\.Business\.|BusinessException$/.test(errorType) || /\(-\d+\)\s*$/.test(said));

/** The one table from P21's answers to what may happen next; the first row that fits decides. */
const failureRows: readonly FailureRow[] = [
  {
    when: ({ status, said }) => status === 403 || (status === 401 && /not authorized to access/i.test(said)),
    class: 'config',
    code: 'P21_NOT_PERMITTED',
    message: 'The API user may not use this part of Prophet 21. Nothing was posted.',
  },
  {
    when: ({ status }) => status === 401,
    class: 'auth',
    code: 'P21_CREDENTIALS_REFUSED',
    message: 'Prophet 21 refused the sign-in. Nothing was posted.',
  },
  {
    when: ({ status, headers }) => status === 429 || (status === 503 && 'retry-after' in headers),
    class: 'throttled',
    code: 'P21_BUSY',
    message: 'Prophet 21 asked to wait. Nothing was posted; the call is repeated later.',
  },
  {
    when: ({ status }) => status >= 300 && status < 400,
    class: 'config',
    code: 'P21_REDIRECTED',
    message: 'Prophet 21 redirected the call instead of answering. Nothing was posted.',
  },
  {
    when: ({ kind, status }) => kind === 'odata' && status === 404,
    class: 'config',
    code: 'P21_QUERY_REFUSED',
    message: 'Prophet 21 refused the query: an unknown table or column, or a value of the wrong type.',
  },
  {
    when: ({ status, errorType, said }) =>
      status === 404 && (/ResourceNotFound/.test(errorType) || /did not yield any results/i.test(said)),
    class: 'business',
    code: 'P21_NOT_FOUND',
    message: 'Prophet 21 has no such record.',
  },
  {
    when: ({ status }) => status === 409,
    class: 'transient',
    code: 'P21_SESSION_CONFLICT',
    message: 'Another session of the API user is open in Prophet 21. Nothing was posted.',
  },
  {
    when: ({ status }) => status === 422,
    class: 'business',
    code: 'P21_REFUSED',
    message: 'Prophet 21 refused the data. Nothing was posted.',
  },
  {
    when: ({ status }) => status >= 400 && status < 500 && status !== 408,
    class: 'config',
    code: 'P21_CALL_REFUSED',
    message: 'Prophet 21 does not accept this call. Nothing was posted.',
  },
  {
    when: ({ status, said }) => status === 500 && /is not available or user does not have permission/i.test(said),
    class: 'config',
    code: 'P21_WINDOW_UNAVAILABLE',
    message: 'Prophet 21 cannot open the window behind this service: no licence or no permission. Nothing was posted.',
  },
  {
    when: ({ errorType }) => /BulkEditException$/.test(errorType),
    class: 'business',
    code: 'P21_NOTHING_TO_PRINT',
    message: 'Prophet 21 made no document.',
  },
  {
    when: isBusinessRefusal,
    class: 'business',
    code: 'P21_REFUSED',
    message: 'Prophet 21 refused the data. Nothing was posted.',
  },
  {
    when: ({ kind, status, body }) => kind === 'definition' && status === 500 && body.trim() === '',
    class: 'config',
    code: 'P21_UNKNOWN_SERVICE',
    message: 'Prophet 21 does not know this service.',
  },
  {
    when: ({ status }) => status >= 500 || status === 408,
    class: afterWrite('ambiguous', 'transient'),
    code: 'P21_SERVER_ERROR',
    message: inDoubt('Prophet 21 had an internal error.'),
  },
];

const unreadable: FailureRow = {
  when: () => true,
  class: afterWrite('ambiguous', 'transient'),
  code: 'P21_UNREADABLE_ANSWER',
  message: inDoubt('Prophet 21 answered with something that is neither JSON nor XML.'),
};

/** Undefined for a readable 2xx. Exported for the row-by-row test. */
export function failureOf(
  response: HttpResponse,
  kind: CallKind,
  answer = structuredBody(response),
): FailureDetails | undefined {
  const isSuccess = response.status >= 200 && response.status < 300;
  if (isSuccess && answer !== undefined) return undefined;
  const facts = factsOf(response, kind, answer);
  const row = isSuccess ? unreadable : (failureRows.find(({ when }) => when(facts)) ?? unreadable);
  const message = typeof row.message === 'function' ? row.message(facts) : row.message;
  return {
    class: typeof row.class === 'function' ? row.class(facts) : row.class,
    code: row.code,
    message: facts.said === '' ? message : `${message} Prophet 21 says: ${facts.said}`,
    ...(facts.errorType !== '' && { remoteCode: facts.errorType }),
    ...remedyOf(row.code),
    ...retryAfter(response),
  };
}

function factsOf({ status, body, headers }: HttpResponse, kind: CallKind, json: Json | undefined): AnswerFacts {
  const fields = objectOf(json);
  const said =
    textOf(fields['ErrorMessage']) ||
    textOf(fields['error_description']) ||
    textOf(objectOf(fields['error'])['message']) ||
    textOf(fields['Message']) ||
    // RFC 7807, as the UI server answers from 26.1 on.
    textOf(fields['detail']) ||
    textOf(fields['title']) ||
    (isObject(json) ? '' : plainText(typeof json === 'string' ? json : body));
  const errorType = textOf(fields['ErrorType']) || textOf(fields['error']);
  return { kind, status, body, headers, said: shortened(said), errorType };
}

/** An HTML page of IIS says nothing to a person. */
const plainText = (body: string): string => (/^\s*</.test(body) ? '' : body.trim());

const MAX_SAID_LENGTH = 500;
const shortened = (text: string): string =>
  text.length > MAX_SAID_LENGTH ? `${text.slice(0, MAX_SAID_LENGTH)}…` : text;

function retryAfter({ headers }: HttpResponse): { retryAfterMs?: number } {
  const seconds = Number(headers['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? { retryAfterMs: seconds * 1000 } : {};
}

function withExchange(failure: FailureDetails, { method, url }: Call, { status, body }: HttpResponse): FailureDetails {
  return { ...failure, exchange: { request: `${method} ${url}`, status, response: shortened(body) } };
}
