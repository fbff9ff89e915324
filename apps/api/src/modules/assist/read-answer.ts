import { parseJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { answerUnusable, busy, keyRefused, unreachable, type AssistError } from './assist.errors';

/** Longer answers are not read to their end. */
const mostBytes = 1024 * 1024;
const usualPauseSeconds = 30;
const longestPauseSeconds = 3600;

const completion = z.looseObject({ choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string() }) })).min(1) });

/** The JSON that a model wrote, out of the answer of `/chat/completions`. @throws AssistError */
export async function readAnswer(response: Response, host: string): Promise<Json> {
  if (!response.ok) {
    await response.body?.cancel();
    throw refusalOf(response, host);
  }
  const parsed = completion.safeParse(jsonOf(await boundedText(response)));
  if (!parsed.success) throw unreachable(host, 'does not answer like an OpenAI-compatible API', parsed.error);
  return jsonOf(unfenced(parsed.data.choices[0]?.message.content ?? ''));
}

function refusalOf(response: Response, host: string): AssistError {
  if (response.status === 401 || response.status === 403) return keyRefused(host);
  if (response.status === 429) return busy(host, pauseOf(response.headers.get('retry-after')));
  return unreachable(host, `answered with status ${response.status}`);
}

function pauseOf(retryAfter: string | null): number {
  const seconds = Number(retryAfter ?? '');
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(Math.ceil(seconds), longestPauseSeconds) : usualPauseSeconds;
}

async function boundedText(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  // Leaving the loop early closes the connection.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) throw answerUnusable('The model answered with more than 1 MB');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

const fence = '```';

/** Some models write JSON as a code block, whatever they are asked for. Looked at without a pattern: the text may be long and hostile. */
function unfenced(text: string): string {
  const block = text.trim();
  const start = block.indexOf('\n') + 1;
  if (!block.startsWith(fence) || !block.endsWith(fence) || start === 0) return text;
  return block.slice(start, -fence.length);
}

function jsonOf(text: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    throw answerUnusable('The model did not answer with JSON', cause);
  }
}
