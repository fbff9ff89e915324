import { readJsonAnswer, unexpectedAnswer, type AnswerReading, type HttpResponse } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import type { z } from 'zod';
import { system, type WooContext } from './settings';

export interface WooCall<Answer> {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below `/wp-json/wc/v3/`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: Json;
  readonly answer: z.ZodType<Answer>;
  /** What an answer of another shape lacks, in plain words. */
  readonly what: string;
}

/** @throws ConnectorFailure, see `readJsonAnswer`. WordPress plugins print warnings before the JSON: such an answer is unreadable. */
export async function callWoo<Answer>({ http }: WooContext, call: WooCall<Answer>): Promise<{ readonly answer: Answer; readonly response: HttpResponse }> {
  const { method, path, query, json, answer, what } = call;
  const url = `/wp-json/wc/v3/${path}`;
  const response = await http.send({ method, url, ...(query && { query }), ...(json !== undefined && { json }) });
  const reading: AnswerReading = { ...system, writes: method !== 'GET', request: `${method} ${url}` };
  const parsed = answer.safeParse(readJsonAnswer(response, reading));
  if (parsed.success) return { answer: parsed.data, response };
  throw unexpectedAnswer(response, reading, what);
}
