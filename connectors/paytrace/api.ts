import { ConnectorFailure, type ConnectorContext, type FailureDetails, type HttpResponse } from '@penstock/connector-sdk';
import { Decimal, parseJson, type Json, type JsonObject } from '@penstock/kernel';
import type { PayTraceSettings } from './connection';
import { meaningOf } from './error-numbers';
import { responseCodes } from './response-codes';

export type PayTraceContext = ConnectorContext<PayTraceSettings>;

export interface Call {
  readonly path: string;
  readonly body: JsonObject;
  /** A write whose answer is unreadable may have happened; a read may simply be made again. */
  readonly writes: boolean;
  /** The `response_code` that means this call did its work; exports carry none. */
  readonly expects?: number;
}

/** One call of API v1: always POST with a JSON body, reads included. @throws ConnectorFailure for everything but success. */
export async function call(context: PayTraceContext, request: Call): Promise<JsonObject> {
  const { integratorId, timeoutSeconds } = context.settings;
  const response = await context.http.send({
    method: 'POST',
    url: `/v1/${request.path}`,
    json: { ...request.body, integrator_id: integratorId },
    timeoutMs: timeoutSeconds * 1000,
  });
  return judge(response, request);
}

/**
 * Reads an answer by what it says, not by its status: PayTrace’s own samples expect declines and validation errors with
 * 4xx and a JSON body. A 5xx tells nothing, whatever its body says.
 */
export function judge(response: HttpResponse, request: Call): JsonObject {
  if (response.status === 429) throw failure(throttled(response), response, request);
  if (response.status >= 500) throw failure(serverTrouble(response, request), response, request);
  const answer = objectOf(response.body);
  if (!answer) throw failure(notJson(response, request), response, request);
  if (typeof answer.error === 'string' || response.status === 401) throw failure(refusedUser, response, request);

  const code = text(answer.response_code);
  const done = request.expects === undefined ? answer.success === true : code === String(request.expects);
  if (done) return answer;
  throw failure(refusalOf(answer, request), response, request, code);
}

function refusalOf(answer: JsonObject, request: Call): FailureDetails {
  const code = text(answer.response_code);
  // An error map without a code is the same refusal; exports carry no code at all.
  const meaning = responseCodes[code === '' && answer.errors !== undefined ? '1' : code];
  if (meaning?.kind === 'errors') return errorsOf(answer);
  if (meaning?.kind === 'refused') return { ...meaning, message: withReason(meaning.message, answer) };
  return {
    class: request.writes ? 'ambiguous' : 'transient',
    code: 'PAYTRACE_ANSWER_UNKNOWN',
    message: `PayTrace answered with code ${code || 'none'}, which this call does not know. It is not known whether it was carried out.`,
  };
}

function errorsOf(answer: JsonObject): FailureDetails {
  const listed = Object.entries(isObject(answer.errors) ? answer.errors : {});
  const errors = listed.flatMap(([number, texts]) => (Array.isArray(texts) ? texts : [texts]).map((line) => ({ number, text: text(line) })));
  const { remedy, ...meaning } = meaningOf(errors);
  const told = errors.map((error) => error.text).join(' ') || text(answer.status_message);
  return {
    ...meaning,
    remedy,
    message: meaning.class === 'ambiguous' ? `PayTrace blocked this as a repetition: ${told}` : `PayTrace refused this and did nothing: ${told}`,
    remoteCode: errors.map(({ number }) => number).join(',') || '1',
  };
}

/** `approval_message` reads `<processor text> - <plain text>` and is the only place with the bank’s reason. */
function withReason(message: string, answer: JsonObject): string {
  const reason = text(answer.approval_message).split(' - ').at(-1)?.trim() ?? '';
  return reason === '' ? message : `${message} The bank says: ${reason}.`;
}

function throttled(response: HttpResponse): FailureDetails {
  const seconds = Number(response.headers['retry-after']);
  return {
    class: 'throttled',
    code: 'PAYTRACE_THROTTLED',
    message: 'PayTrace asked to wait; nothing was done.',
    ...(Number.isFinite(seconds) && { retryAfterMs: seconds * 1000 }),
  };
}

const serverTrouble = ({ status }: HttpResponse, { writes }: Call): FailureDetails => ({
  class: writes ? 'ambiguous' : 'transient',
  code: 'PAYTRACE_SERVER_ERROR',
  message: writes
    ? `PayTrace answered with HTTP ${status}. It is not known whether it was carried out.`
    : `PayTrace answered with HTTP ${status}. Nothing was changed by this read.`,
  remedy: writes ? 'The platform looks it up before anything is sent again.' : 'It is tried again by itself.',
});

/** A page from the firewall before the API means that the request never arrived (PayTrace help: API response codes). */
function notJson({ status, body }: HttpResponse, { writes }: Call): FailureDetails {
  const isPage = /^\s*<(!doctype\s+html|html|head|body)/i.test(body);
  if (isPage && (status === 404 || status === 405)) {
    return {
      class: 'config',
      code: 'PAYTRACE_WRONG_ADDRESS',
      message: 'There is no PayTrace API at this address; nothing was done.',
      remedy: 'Check the address of the connection.',
    };
  }
  // A proxy on the way may put a page over an answer of the API: only the firewall's own refusal is certain.
  if (isPage && (status === 403 || !writes)) {
    return {
      class: 'not-sent',
      code: 'PAYTRACE_FIREWALL',
      message: 'The firewall in front of PayTrace stopped the request; nothing was done.',
      remedy: 'Remove unusual characters from names, addresses and descriptions. If it stays so, ask PayTrace.',
    };
  }
  return {
    class: writes ? 'ambiguous' : 'transient',
    code: 'PAYTRACE_ANSWER_UNREADABLE',
    message: `PayTrace’s answer cannot be read.${writes ? ' It is not known whether it was carried out.' : ''}`,
  };
}

const refusedUser: FailureDetails = {
  class: 'auth',
  code: 'PAYTRACE_LOGIN_FAILED',
  message: 'PayTrace no longer accepts the sign-in of this connection; nothing was done.',
  remedy: 'Enter the password of the API user again.',
};

// eslint-disable-next-line max-params -- what was said, asked and meant are three things
function failure(details: FailureDetails, response: HttpResponse, request: Call, remoteCode?: string): ConnectorFailure {
  const { kind: _kind, ...rest } = details as FailureDetails & { readonly kind?: string };
  const requestId = response.headers['x-request-id'];
  return new ConnectorFailure({
    ...(remoteCode ? { remoteCode } : {}),
    ...rest,
    exchange: {
      request: `POST /v1/${request.path}`,
      status: response.status,
      ...(requestId !== undefined && { response: `X-Request-Id ${requestId}` }),
    },
  });
}

function objectOf(body: string): JsonObject | undefined {
  try {
    const json = parseJson(body);
    return isObject(json) ? json : undefined;
  } catch {
    // Unreadable: the caller decides what that means for a read and for a write.
    return undefined;
  }
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Decimal);

/** Ids and codes come as integers or text; absent members as empty text. */
export const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || value instanceof Decimal ? value.toString() : '';
