import { isJsonObject, parseJson, type Json } from '@penstock/kernel';
import { ConnectorFailure, type FailureClass, type FailureDetails } from './failure';
import type { HttpResponse } from './http';
import { retryAfterMs } from './retry-after';

/** How the answers of one JSON API are read. */
export interface AnswerReading {
  /** For people: `Shopify`. */
  readonly system: string;
  /** Prefix of the failure codes: `SHOPIFY`. */
  readonly codePrefix: string;
  /** A write whose answer is missing or unreadable may have happened. */
  readonly writes: boolean;
  /** Method and path, for the run page; no query, no secrets. */
  readonly request: string;
  /** The reason inside an error body; the usual places are looked at by default. */
  reasonOf?(body: Json): string | undefined;
}

/**
 * The JSON of a success; `null` for an empty body.
 * @throws ConnectorFailure for everything else, with the class the engine acts on: a 5xx or an unreadable answer leaves
 *   a write in doubt (`ambiguous`), other refusals mean that nothing was done.
 */
export function readJsonAnswer(response: HttpResponse, reading: AnswerReading): Json {
  requireSuccess(response, reading);
  if (response.body.trim() === '') return null;
  const json = jsonOrUndefined(response.body);
  if (json !== undefined) return json;
  throw failed(inDoubt('ANSWER_UNREADABLE', `${reading.system} answered with something that is not JSON.`, reading), response, reading);
}

/** @throws ConnectorFailure unless the status is 2xx. */
export function requireSuccess(response: HttpResponse, reading: AnswerReading): void {
  if (response.status >= 200 && response.status < 300) return;
  throw failed(meaningOf(response, reading), response, reading);
}

/** What `readJsonAnswer` throws when an answer is well-formed but lacks what it must hold. */
export function unexpectedAnswer(response: HttpResponse, reading: AnswerReading, what: string): ConnectorFailure {
  return failed(inDoubt('ANSWER_UNEXPECTED', `${reading.system}’s answer has no ${what}.`, reading), response, reading);
}

type Meaning = Pick<FailureDetails, 'class' | 'code' | 'message' | 'remedy' | 'retryAfterMs'>;

function meaningOf(response: HttpResponse, reading: AnswerReading): Meaning {
  const { status } = response;
  const wait = retryAfterMs(response);
  if (status === 429 || (status === 503 && wait !== undefined)) {
    return {
      class: 'throttled',
      code: 'THROTTLED',
      message: `${reading.system} asked to wait; nothing was done.`,
      ...(wait !== undefined && { retryAfterMs: wait }),
    };
  }
  if (status >= 500 || status === 408) return inDoubt('SERVER_ERROR', `${reading.system} answered with HTTP ${status}.`, reading);
  if (status < 200 || (status >= 300 && status < 400)) return redirected(status, reading);
  return refused(response, reading);
}

function redirected(status: number, { system, writes }: AnswerReading): Meaning {
  // "See other" is how some systems answer a write that they did.
  const isDone = writes && status === 303;
  return {
    class: isDone ? 'ambiguous' : 'config',
    code: 'REDIRECTED',
    message: `${system} answered with a redirect (HTTP ${status}). ${isDone ? unknown : 'It was not followed, and nothing was done.'}`,
    remedy: 'Enter the address that answers without a redirect in the connection.',
  };
}

const refusals: Readonly<Record<number, { readonly class: FailureClass; readonly code: string; readonly remedy: string }>> = {
  401: { class: 'auth', code: 'SIGN_IN_REFUSED', remedy: 'Enter the credentials of the connection again.' },
  402: { class: 'quota', code: 'PLAN_LIMIT', remedy: 'Look at the plan or the balance of the account.' },
  403: { class: 'config', code: 'NOT_PERMITTED', remedy: 'Give the user or the app of the connection the permission for this.' },
};

function refused(response: HttpResponse, { system, reasonOf = usualReason }: AnswerReading): Meaning {
  const { status } = response;
  const body = jsonOrUndefined(response.body);
  const reason = body === undefined ? undefined : reasonOf(body);
  const { class: failureClass, code, remedy } = refusals[status] ?? {
    class: 'business' as const,
    code: status === 404 ? 'NOT_FOUND' : 'REFUSED',
    remedy: 'Correct what is named, or decide on this run by hand.',
  };
  const words = reason ? `: ${quoted(reason)}` : '.';
  return { class: failureClass, code, remedy, message: `${system} refused this with HTTP ${status} and did nothing${words}` };
}

const unknown = 'It is not known whether it was carried out.';

function inDoubt(code: string, what: string, { writes }: AnswerReading): Meaning {
  return writes
    ? { class: 'ambiguous', code, message: `${what} ${unknown}`, remedy: 'It is looked up, or a person decides, before anything is sent again.' }
    : { class: 'transient', code, message: `${what} Nothing was changed by this read.`, remedy: 'It is tried again by itself.' };
}

function failed(meaning: Meaning, { status }: HttpResponse, { codePrefix, request }: AnswerReading): ConnectorFailure {
  return new ConnectorFailure({ ...meaning, code: `${codePrefix}_${meaning.code}`, remoteCode: String(status), exchange: { request, status } });
}

const longestQuote = 300;

/** Words of a remote side as part of a sentence: one line, bounded. Tokens that it echoes have no place in it. */
export function quoted(text: string): string {
  const line = text
    .replace(/[\u0000-\u001f\u007f\s]+/g, ' ')
    .replace(/\b(bearer|basic)\s+[A-Za-z0-9+/=._~-]+/gi, '$1 [redacted]')
    .trim();
  return line.length > longestQuote ? `${line.slice(0, longestQuote)} …` : line;
}

/** `message`, `error`, `error.message`, `errors` as text, list or map: where JSON APIs tell why. */
export function usualReason(body: Json): string | undefined {
  if (!isJsonObject(body)) return undefined;
  for (const candidate of [body.message, body.error_description, body.error, body.errors, body.detail]) {
    const text = textOf(candidate);
    if (text !== '') return text;
  }
  return undefined;
}

function textOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join('; ');
  if (!isJsonObject(value)) return '';
  if (typeof value.message === 'string') return value.message;
  return Object.entries(value)
    .map(([name, item]) => [name, textOf(item)])
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}: ${text}`)
    .join('; ');
}

function jsonOrUndefined(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    // Not JSON: the caller decides what that means for a read and for a write.
    return undefined;
  }
}
