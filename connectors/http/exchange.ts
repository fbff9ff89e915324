import { ConnectorFailure, readJsonAnswer, requireSuccess, type AnswerReading, type HttpResponse } from '@penstock/connector-sdk';
import { z } from 'zod';

export const system = { system: 'The remote system', codePrefix: 'REMOTE' };

export const answerOutput = z.strictObject({
  status: z.int().meta({ title: 'Status' }),
  headers: z.record(z.string(), z.string()).meta({ title: 'Headers', description: 'content-type, location, etag, link, last-modified and request ids.' }),
  body: z.unknown().meta({ title: 'Body', description: 'JSON, or text.' }),
  bodyLeftOut: z.literal(true).optional().meta({ title: 'Body left out', description: 'Set when a write was answered with more than the step allows.' }),
});
export type AnswerOutput = z.output<typeof answerOutput>;

export interface AnswerChoice {
  readonly readAs: 'auto' | 'json' | 'text';
  readonly maxKilobytes: number;
}

/** @throws ConnectorFailure for everything but 2xx, and for a read that is too large. */
export function outputOf(response: HttpResponse, choice: AnswerChoice, reading: AnswerReading): AnswerOutput {
  requireSuccess(response, reading);
  const { status } = response;
  const headers = keptHeaders(response.headers);
  if (new TextEncoder().encode(response.body).length <= choice.maxKilobytes * 1024) return { status, headers, body: bodyOf(response, choice, reading) };
  // What was written stays written: the step goes on without the body.
  if (reading.writes) return { status, headers, body: null, bodyLeftOut: true };
  throw new ConnectorFailure({
    class: 'config',
    code: 'REMOTE_ANSWER_TOO_LARGE',
    message: `The answer has more than ${choice.maxKilobytes} kB. Nothing was taken over, and nothing was changed by this read.`,
    remedy: 'Ask for less at a time, or raise the limit of the step.',
    exchange: { request: reading.request, status },
  });
}

function bodyOf(response: HttpResponse, { readAs }: AnswerChoice, reading: AnswerReading): unknown {
  const saysJson = /[/+]json\b/i.test(response.headers['content-type'] ?? '');
  if (readAs === 'text' || (readAs === 'auto' && !saysJson)) return response.body;
  return readJsonAnswer(response, reading);
}

const kept = /^(content-type|location|etag|link|last-modified|retry-after|(x-)?(request|correlation)-id)$/;

export const keptHeaders = (headers: HttpResponse['headers']): Record<string, string> => Object.fromEntries(Object.entries(headers).filter(([name]) => kept.test(name)));
