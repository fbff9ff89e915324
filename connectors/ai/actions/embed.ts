import { defineAction } from '@penstock/connector-sdk';
import { z } from 'zod';
import { askModel } from '../api';
import type { AiSettings } from '../connection';

const input = z.strictObject({
  model: z.string().trim().min(1).meta({ title: 'Model', description: 'An embedding model, e.g. text-embedding-3-small.' }),
  texts: z.array(z.string().min(1)).min(1).max(2_048).meta({ title: 'Texts' }),
});
type Input = z.output<typeof input>;

const output = z.strictObject({
  embeddings: z.array(z.array(z.number())).meta({ title: 'Embeddings', description: 'One list of numbers per text, in the order of the texts.' }),
  model: z.string().meta({ title: 'Model' }),
});

export const embed = defineAction<AiSettings, Input, z.output<typeof output>>({
  id: 'embed',
  version: 1,
  title: 'Embed texts',
  summary: 'Turns texts into vectors for comparison. Changes nothing.',
  contract: { class: 'R' },
  input,
  output,
  sample: { embeddings: [[0.5, -0.25, 0.125]], model: 'text-embedding-3-small' },
  async run(context, { model, texts }) {
    const answer = await askModel(context, { path: 'embeddings', answer: answerFor(texts.length), body: { model, input: texts } });
    const ordered = [...answer.data].sort((a, b) => a.index - b.index);
    return { embeddings: ordered.map(({ embedding }) => embedding), model: answer.model };
  },
});

/** One vector per text, each text once: a list that is short or doubled would compare the wrong texts. */
const answerFor = (count: number) =>
  z.looseObject({
    model: z.string().default(''),
    data: z
      .array(z.looseObject({ index: z.int().min(0), embedding: z.array(exactNumber).min(1) }))
      .length(count)
      .refine((data) => new Set(data.map(({ index }) => index)).size === count && data.every(({ index }) => index < count)),
  });

/** Digits beyond a float's (read as decimals) mean nothing in a vector. */
const exactNumber = z.unknown().transform((value, context) => {
  const number = typeof value === 'number' ? value : Number(String(value));
  if (typeof value !== 'string' && value !== null && Number.isFinite(number)) return number;
  context.addIssue({ code: 'custom', message: 'A number is due' });
  return z.NEVER;
});
