import { z } from 'zod';
import { jsonText, uuid } from './common';
import { effectStanding, moneyTotal } from './rehearsals';
import { effect, runQuery } from './runs';

/** Amounts are decimal texts, as everywhere. */
const amount = z.string();
const effectKind = effect.shape.kind;

/** The same runs a bulk replay would take: by id, or by the filter of the run list. */
export const replayPreviewRequest = z
  .strictObject({
    runIds: z.array(uuid).min(1).max(200).optional(),
    filter: runQuery.omit({ cursor: true, limit: true }).optional(),
    version: z.enum(['same', 'live']).default('same'),
    limit: z.int().min(1).max(200).default(100),
    /** As in the replay of one run: JSON text in place of what its event brought. */
    payloadText: jsonText.optional(),
  })
  .refine(({ runIds, filter }) => (runIds === undefined) !== (filter === undefined), {
    message: 'Give either runIds or filter.',
  })
  .refine(({ runIds, payloadText }) => payloadText === undefined || runIds?.length === 1, {
    path: ['payloadText'],
    message: 'A payload belongs to one run: name exactly one in runIds.',
  });
export type ReplayPreviewRequest = z.infer<typeof replayPreviewRequest>;

/** No list of effects is longer; the counts are of all. */
export const mostPreviewedEffects = 200;

export const previewedEffect = z.object({
  runId: uuid,
  stepId: z.string(),
  connector: z.string(),
  action: z.string(),
  kind: effectKind,
  businessKey: z.string(),
  /** It rests on an answer that nobody has given yet: a sample stands in for it. */
  isAssumed: z.boolean(),
  standing: effectStanding,
  amount: amount.nullable(),
  currency: z.string().nullable(),
});
export type PreviewedEffect = z.infer<typeof previewedEffect>;

export const replayPreview = z.object({
  runs: z.int(),
  /** Confirmed outside already: skipped. */
  confirmed: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** Outcome unknown: looked up before anything is sent. */
  unknown: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** Would be sent. */
  fresh: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** The same business fact with other values: a person would be asked. */
  conflicts: z.object({ count: z.int(), money: z.array(moneyTotal) }),
  /** One by one, in the order of the runs and their steps; at most `mostPreviewedEffects`. */
  effects: z.array(previewedEffect),
  /** Runs that would stop before their end, and why. */
  wouldStop: z.array(z.object({ runId: uuid, code: z.string(), message: z.string() })),
  /** Runs that cannot be replayed at all, and why. */
  refusals: z.array(z.object({ runId: uuid, code: z.string(), message: z.string() })),
  /** More runs match the filter than were looked at. */
  isPartial: z.boolean(),
});
export type ReplayPreview = z.infer<typeof replayPreview>;
