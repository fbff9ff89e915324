import { ConnectorFailure, type FailureDetails, type HttpResponse } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { failureOf, isObject, readAnswer, refusedUser, text, unknownAnswer, unreadableAnswer, type Asked, type PayTraceContext } from '../answers';
import { refusalOf } from '../refusals';

/**
 * What in an answer says that the work was done. Bodies of v3 are hardly on public record: a card charge carries the
 * codes of v1 at `data.response_code`, batch calls `data[0].status`, everything else is told by its status alone.
 */
export type Decider = { readonly by: 'code'; readonly code: number } | { readonly by: 'item' } | { readonly by: 'status' };

export interface CallV3 {
  /** POST unless said otherwise. */
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Under `/v3/`, its parts already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly writes: boolean;
  readonly decides: Decider;
}

/** One call of API v3. @throws ConnectorFailure for everything but success. */
export async function callV3(context: PayTraceContext, request: CallV3): Promise<JsonObject> {
  const { integratorId, timeoutSeconds } = context.settings;
  const response = await context.http.send({
    method: request.method ?? 'POST',
    url: `/v3/${request.path}`,
    headers: { 'X-Integrator-Id': integratorId },
    ...(request.query && { query: request.query }),
    ...(request.body && { json: request.body }),
    timeoutMs: timeoutSeconds * 1000,
  });
  return judgeV3(response, request);
}

export function judgeV3(response: HttpResponse, request: CallV3): JsonObject {
  const asked: Asked = { label: `${request.method ?? 'POST'} /v3/${request.path}`, writes: request.writes };
  // What is done and told without a body cannot be told from a cut answer, unless nothing but the status is expected.
  const isBare = response.status >= 200 && response.status < 300 && response.body.trim() === '' && request.decides.by === 'status';
  const answer = isBare ? {} : readAnswer(response, asked);
  const data = firstOf(answer.data) ?? answer;
  const code = text(data.response_code);
  if (response.status === 401 && code === '') throw failureOf(refusedUser, response, asked);
  if (isDone(request.decides, response, data)) return answer;
  throw failureOf(refusalOfV3(answer, data, { response, asked }), response, asked);
}

function isDone(decides: Decider, { status }: HttpResponse, data: JsonObject): boolean {
  const code = text(data.response_code);
  if (decides.by === 'code') return code === String(decides.code);
  const isOk = status >= 200 && status < 300;
  if (!isOk || isRefusal(data)) return false;
  return decides.by === 'status' || text(data.status).toLowerCase() === 'success';
}

/** A known refusal wins over a friendly status. */
const isRefusal = (data: JsonObject): boolean => {
  const refusal = refusalOf(data, true);
  return text(data.response_code) !== '' && refusal.class !== 'ambiguous';
};

interface Exchange {
  readonly response: HttpResponse;
  readonly asked: Asked;
}

function refusalOfV3(answer: JsonObject, data: JsonObject, { response, asked }: Exchange): FailureDetails {
  if (text(data.response_code) !== '') return refusalOf(data, asked.writes);
  const errors = fieldErrorsOf(answer);
  if (response.status >= 400) return fieldRefusal(errors, { response, asked });
  if (errors.length > 0) return fieldRefusal(errors, { response, asked });
  return text(data.status) === '' ? unreadableAnswer(asked.writes) : unknownAnswer(text(data.status), asked.writes);
}

export interface FieldError {
  readonly field: string;
  readonly detail: string;
}

/** `data[].field` and `data[].detail`, under a member `message` if there is one (as the public client reads it). */
function fieldErrorsOf(answer: JsonObject): readonly FieldError[] {
  const place = isObject(answer.message) ? answer.message : answer;
  const rows: readonly Json[] = Array.isArray(place.data) ? (place.data as readonly Json[]) : [];
  return rows.flatMap((row) => (isObject(row) && (text(row.field) !== '' || text(row.detail) !== '') ? [{ field: text(row.field), detail: text(row.detail) }] : []));
}

/** Status of a refused body everywhere in v3 (North developer portal). */
const validationStatus = 422;
/** The sandbox answers 422 with this field although an ACH payment was accepted (changelog of the public client). */
const acceptedAnyway = 'path/record_id';

function fieldRefusal(errors: readonly FieldError[], { response, asked }: Exchange): FailureDetails {
  if (asked.writes && errors.some(({ field }) => field === acceptedAnyway)) {
    return {
      class: 'ambiguous',
      code: 'PAYTRACE_ACCEPTED_IN_DOUBT',
      message: 'PayTrace named no reason of ours (path/record_id), which it also does for payments it accepted. It is not known whether it was carried out.',
      remedy: 'The platform looks it up before anything is sent again.',
    };
  }
  if (response.status === 404 && errors.length === 0) {
    return { class: 'business', code: 'PAYTRACE_NOT_FOUND', message: 'PayTrace does not know what this call names; nothing was done.', remedy: 'Check the ID, and that it belongs to this merchant.' };
  }
  const told = errors.map(({ field, detail }) => [field, detail].filter((part) => part !== '').join(': ')).join('; ');
  if (told === '' && response.status !== validationStatus) return unknownAnswer(`HTTP ${response.status}`, asked.writes);
  return {
    class: 'business',
    code: 'PAYTRACE_REJECTED',
    message: `PayTrace refused this and did nothing${told === '' ? '' : `: ${told}`}.`,
    remedy: 'Correct what PayTrace names and send it again.',
    remoteCode: String(response.status),
  };
}

/** `data` as one object: itself, or the first of a list. */
export function firstOf(data: Json | undefined): JsonObject | undefined {
  const first = Array.isArray(data) ? (data as readonly Json[])[0] : data;
  return isObject(first) ? first : undefined;
}

/** `merchant_id` as v3 wants it. @throws ConnectorFailure before anything is sent when the connection lacks it. */
export function merchantIdOf({ settings }: PayTraceContext): number {
  if (settings.merchantId !== '') return Number(settings.merchantId);
  throw new ConnectorFailure({
    class: 'config',
    code: 'PAYTRACE_MERCHANT_MISSING',
    message: 'PayTrace API v3 needs the merchant ID, which the connection does not have. Nothing was sent.',
    remedy: 'Enter the merchant ID in the connection.',
  });
}
