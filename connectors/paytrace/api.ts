import type { HttpResponse } from '@penstock/connector-sdk';
import type { JsonObject } from '@penstock/kernel';
import { failureOf, readAnswer, refusedUser, text, type PayTraceContext } from './answers';
import { refusalOf } from './refusals';

export interface Call {
  readonly path: string;
  readonly body: JsonObject;
  /** A write whose answer is unreadable may have happened; a read may simply be made again. */
  readonly writes: boolean;
  /** The `response_code`s that mean this call did its work; exports carry none. */
  readonly expects?: number | readonly number[];
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

export const labelOf = (path: string): string => `POST /v1/${path}`;

/** Reads an answer by what it says: `response_code` alone decides, whatever the status below 500 and `success` say. */
export function judge(response: HttpResponse, { path, writes, expects }: Call): JsonObject {
  const asked = { label: labelOf(path), writes };
  const answer = readAnswer(response, asked);
  const code = text(answer.response_code);
  if (response.status === 401 && code === '') throw failureOf(refusedUser, response, asked);
  const done = expects === undefined ? answer.success === true : [expects].flat().some((expected) => code === String(expected));
  if (done) return answer;
  throw failureOf(refusalOf(answer, writes), response, asked);
}
