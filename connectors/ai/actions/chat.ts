import { ConnectorFailure, defineAction } from '@penstock/connector-sdk';
import { parseJson, type Json } from '@penstock/kernel';
import { z } from 'zod';
import { askModel } from '../api';
import type { AiSettings } from '../connection';

const longestPrompt = 200_000;

const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']).meta({ title: 'Who speaks' }),
  content: z.string().min(1).meta({ title: 'Text', widget: 'textarea' }),
});

const input = z.strictObject({
  model: z.string().trim().min(1).meta({ title: 'Model', description: 'As the endpoint names it, e.g. gpt-4o-mini.' }),
  messages: z
    .array(message)
    .min(1)
    .max(100)
    .refine((messages) => messages.reduce((sum, { content }) => sum + content.length, 0) <= longestPrompt, `At most ${longestPrompt} characters in all`)
    .meta({ title: 'Messages' }),
  answerAs: z.enum(['text', 'json']).default('text').meta({ title: 'Answer as', description: 'json: the answer is read as JSON, and fails if it is none.' }),
  maxTokens: z.int().min(1).max(100_000).optional().meta({ title: 'Longest answer (tokens)' }),
  temperature: z.number().min(0).max(2).optional().meta({ title: 'Temperature', description: '0 is the most repeatable.' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({
  text: z.string().meta({ title: 'Answer' }),
  json: z.unknown().optional().meta({ title: 'Answer as JSON' }),
  finishReason: z.string().meta({ title: 'Why it ended', description: 'stop: it was finished. length: the token limit cut it.' }),
  model: z.string().meta({ title: 'Model' }),
  promptTokens: z.number().optional().meta({ title: 'Tokens asked' }),
  answerTokens: z.number().optional().meta({ title: 'Tokens answered' }),
});
type Output = z.output<typeof output>;

const answer = z.looseObject({
  model: z.string().default(''),
  choices: z.array(z.looseObject({ message: z.looseObject({ content: z.string() }), finish_reason: z.string().nullish() })).min(1),
  usage: z.looseObject({ prompt_tokens: z.number().optional(), completion_tokens: z.number().optional() }).nullish(),
});

export const chat = defineAction<AiSettings, Input, Output>({
  id: 'chat',
  version: 1,
  title: 'Ask a model',
  summary: 'Sends messages to a language model and takes its answer. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { text: '{"category":"freight"}', json: { category: 'freight' }, finishReason: 'stop', model: 'gpt-4o-mini', promptTokens: 31, answerTokens: 7 },
  async run(context, { model, messages, answerAs, maxTokens, temperature }) {
    const given = await askModel(context, {
      path: 'chat/completions',
      answer,
      body: {
        model,
        messages,
        ...(answerAs === 'json' && { response_format: { type: 'json_object' } }),
        ...(maxTokens !== undefined && { max_tokens: maxTokens }),
        ...(temperature !== undefined && { temperature }),
      },
    });
    return outputFromApi(given, answerAs);
  },
});

function outputFromApi({ model, choices, usage }: z.output<typeof answer>, answerAs: Input['answerAs']): Output {
  const [first] = choices;
  const text = first?.message.content ?? '';
  return {
    text,
    ...(answerAs === 'json' && { json: jsonOf(text) }),
    finishReason: first?.finish_reason ?? 'stop',
    model,
    ...(usage?.prompt_tokens !== undefined && { promptTokens: usage.prompt_tokens }),
    ...(usage?.completion_tokens !== undefined && { answerTokens: usage.completion_tokens }),
  };
}

function jsonOf(text: string): Json {
  try {
    return parseJson(text);
  } catch (cause) {
    const details = {
      class: 'transient',
      code: 'AI_NOT_JSON',
      message: 'The model was asked for JSON and answered with something else. Nothing was changed.',
      remedy: 'Ask for less, raise the token limit, or choose another model.',
    } as const;
    throw new ConnectorFailure(details, { cause });
  }
}
