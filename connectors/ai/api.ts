import { findCardData } from '@penstock/card-data-guard';
import { ConnectorFailure, readJsonAnswer, unexpectedAnswer, type AnswerReading, type ConnectorContext } from '@penstock/connector-sdk';
import { isJsonObject, parseJson, type Json, type JsonObject } from '@penstock/kernel';
import type { z } from 'zod';
import type { AiSettings } from './connection';

export const system = { system: 'The AI endpoint', codePrefix: 'AI' };

/** Asking a model changes nothing: every call is a read and may be repeated, though it may cost something. */
export const reading = (request: string): AnswerReading => ({ ...system, writes: false, request });

export interface ModelCall<Answer> {
  readonly path: 'chat/completions' | 'embeddings';
  readonly body: JsonObject;
  readonly answer: z.ZodType<Answer>;
}

/** @throws ConnectorFailure AI_CARD_DATA before anything leaves, and what `readJsonAnswer` throws. */
export async function askModel<Answer>({ http, settings }: ConnectorContext<AiSettings>, { path, body, answer }: ModelCall<Answer>): Promise<Answer> {
  refuseCardData(body);
  const response = await http.send({ method: 'POST', url: path, json: body, timeoutMs: settings.timeoutSeconds * 1000 });
  if (response.status === 429 && isOutOfCredit(response.body)) throw new ConnectorFailure(outOfCredit);
  const described = reading(`POST /${path}`);
  const parsed = answer.safeParse(readJsonAnswer(response, described));
  if (parsed.success) return parsed.data;
  throw unexpectedAnswer(response, described, path === 'embeddings' ? 'embedding for each text' : 'message');
}

function refuseCardData(body: Json): void {
  const [hit] = findCardData(body);
  if (!hit) return;
  throw new ConnectorFailure({
    class: 'config',
    code: 'AI_CARD_DATA',
    message: `The prompt holds card data (${hit.kind}). Nothing was sent to the model.`,
    remedy: 'Map only what the model needs: the last four digits or a token.',
  });
}

const outOfCredit = {
  class: 'quota',
  code: 'AI_QUOTA',
  message: 'The account at the AI endpoint has no credit left. Nothing was answered.',
  remedy: 'Add credit to the account, or choose another endpoint.',
} as const;

function isOutOfCredit(body: string): boolean {
  try {
    const answer = parseJson(body);
    return isJsonObject(answer) && isJsonObject(answer.error) && [answer.error.code, answer.error.type].includes('insufficient_quota');
  } catch {
    // Not JSON: then it is an ordinary 429.
    return false;
  }
}
