import { readJsonAnswer, unexpectedAnswer, type AnswerReading, type HttpResponse } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import type { z } from 'zod';
import { system, type ShopifyContext } from './settings';

export interface ShopCall<Answer> {
  readonly method: 'GET' | 'POST';
  /** Below `/admin/api/<version>/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly answer: z.ZodType<Answer>;
  /** What an answer of another shape lacks, in plain words. */
  readonly what: string;
}

/** @throws ConnectorFailure, see `readJsonAnswer`. */
export async function callShop<Answer>(context: ShopifyContext, call: ShopCall<Answer>): Promise<Answer> {
  return (await exchangeWithShop(context, call)).answer;
}

/** The answer with its response, for what stands in headers: the next page. */
export async function exchangeWithShop<Answer>(
  { http, settings }: ShopifyContext,
  { method, path, query, json, answer, what }: ShopCall<Answer>,
): Promise<{ readonly answer: Answer; readonly response: HttpResponse }> {
  const url = `/admin/api/${settings.apiVersion}/${path}`;
  const response = await http.send({ method, url, ...(query && { query }), ...(json !== undefined && { json }) });
  const reading: AnswerReading = { ...system, writes: method !== 'GET', request: `${method} ${url}` };
  const parsed = answer.safeParse(readJsonAnswer(response, reading));
  if (parsed.success) return { answer: parsed.data, response };
  throw unexpectedAnswer(response, reading, what);
}
