import { ConnectorFailure, retryAfterMs, type ConnectorContext, type FailureDetails, type HttpResponse } from '@penstock/connector-sdk';
import { Decimal, isJsonObject as isObject, parseJson, type Json, type JsonObject } from '@penstock/kernel';
import { remedyOf } from './error-catalogue';
import type { PayTraceSettings } from './settings';

export { isObject };

export type PayTraceContext = ConnectorContext<PayTraceSettings>;

/** What was asked, as far as judging an answer needs it. */
export interface Asked {
  /** Method and path without host, for people: `POST /v1/transactions/void`. */
  readonly label: string;
  /** A write whose answer is unreadable may have happened; a read may simply be made again. */
  readonly writes: boolean;
}

/**
 * The object an answer holds, whatever its status below 500: PayTrace’s own samples expect declines and validation
 * errors with 4xx and a JSON body. A 5xx tells nothing, whatever its body says.
 * @throws ConnectorFailure when there is no such object, or when it refuses the sign-in.
 */
export function readAnswer(response: HttpResponse, asked: Asked): JsonObject {
  if (response.status === 429) throw failureOf(throttled(response), response, asked);
  if (response.status >= 500) throw failureOf(serverTrouble(response, asked), response, asked);
  const answer = objectOf(response.body);
  if (!answer) throw failureOf(notJson(response, asked), response, asked);
  if (typeof answer.error === 'string') throw failureOf(refusedUser, response, asked);
  return answer;
}

function throttled(response: HttpResponse): FailureDetails {
  const wait = retryAfterMs(response);
  return { class: 'throttled', code: 'PAYTRACE_THROTTLED', message: 'PayTrace asked to wait; nothing was done.', ...(wait !== undefined && { retryAfterMs: wait }) };
}

const serverTrouble = ({ status }: HttpResponse, { writes }: Asked): FailureDetails => ({
  class: writes ? 'ambiguous' : 'transient',
  code: 'PAYTRACE_SERVER_ERROR',
  message: writes
    ? `PayTrace answered with HTTP ${status}. It is not known whether it was carried out.`
    : `PayTrace answered with HTTP ${status}. Nothing was changed by this read.`,
  remedy: writes ? 'The platform looks it up before anything is sent again.' : 'It is tried again by itself.',
});

/** A page from the firewall before the API means that the request never arrived (PayTrace help: API response codes). */
function notJson({ status, body }: HttpResponse, { writes }: Asked): FailureDetails {
  const isPage = /^\s*<(!doctype\s+html|html|head|body)/i.test(body);
  if (isPage && (status === 404 || status === 405)) {
    return {
      class: 'config',
      code: 'PAYTRACE_WRONG_ADDRESS',
      message: 'There is no PayTrace API at this address; nothing was done.',
      ...remedyOf('PAYTRACE_WRONG_ADDRESS'),
    };
  }
  // A proxy on the way may put a page over an answer of the API: only the firewall's own refusal is certain.
  if (isPage && (status === 403 || !writes)) {
    return {
      class: 'not-sent',
      code: 'PAYTRACE_FIREWALL',
      message: 'The firewall in front of PayTrace stopped the request; nothing was done.',
      ...remedyOf('PAYTRACE_FIREWALL'),
    };
  }
  if (status === 401) return refusedUser;
  return unreadableAnswer(writes);
}

export const unreadableAnswer = (writes: boolean): FailureDetails => ({
  class: writes ? 'ambiguous' : 'transient',
  code: 'PAYTRACE_ANSWER_UNREADABLE',
  message: `PayTrace’s answer cannot be read.${writes ? ' It is not known whether it was carried out.' : ''}`,
});

export const unknownAnswer = (code: string, writes: boolean): FailureDetails => ({
  class: writes ? 'ambiguous' : 'transient',
  code: 'PAYTRACE_ANSWER_UNKNOWN',
  message: `PayTrace answered with code ${code || 'none'}, which this call does not know. It is not known whether it was carried out.`,
});

export const refusedUser: FailureDetails = {
  class: 'auth',
  code: 'PAYTRACE_LOGIN_FAILED',
  message: 'PayTrace no longer accepts the sign-in of this connection; nothing was done.',
  ...remedyOf('PAYTRACE_LOGIN_FAILED'),
};

/** The failure with the exchange it came from (`X-Request-Id` is what PayTrace support asks for). */
export function failureOf(details: FailureDetails, response: HttpResponse, { label }: Asked): ConnectorFailure {
  const requestId = response.headers['x-request-id'];
  return new ConnectorFailure({
    ...details,
    exchange: { request: label, status: response.status, ...(requestId !== undefined && { response: `X-Request-Id ${requestId}` }) },
  });
}

/** The id of what was made. An approval without an id cannot be told from a garbled answer: it is looked up. */
export function madeId(id: Json | undefined, label: string): string {
  const known = text(id).trim();
  if (known !== '') return known;
  throw new ConnectorFailure({ ...unreadableAnswer(true), exchange: { request: label } });
}

export function objectOf(body: string): JsonObject | undefined {
  try {
    const json = parseJson(body);
    return isObject(json) ? json : undefined;
  } catch {
    // Unreadable: the caller decides what that means for a read and for a write.
    return undefined;
  }
}

/** Ids and codes come as integers or text; absent members as empty text. */
export const text = (value: Json | undefined): string =>
  typeof value === 'string' ? value : typeof value === 'number' || value instanceof Decimal ? value.toString() : '';

/** The first of these that says anything; empty text when none does. */
export const firstText = (...values: readonly (Json | undefined)[]): string => values.map(text).find((value) => value !== '') ?? '';

/** What is left of a body when members that were not given are left out. */
export const withoutAbsent = (body: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(body).filter((member): member is [string, Json] => member[1] !== undefined));
