import { z } from 'zod';
import { timestamp, uuid } from './common';

/** Exactly one of `eventIds`, `runId`, `label` says whose content goes. */
export const erasureSelection = {
  eventIds: z.array(uuid).min(1).max(1000).optional(),
  /** The run and everything that came from the same event. */
  runId: uuid.optional(),
  /** Every event that carries this label, e.g. `customer` = `C-1001`. */
  label: z.strictObject({ name: z.string().min(1).max(100), value: z.string().min(1).max(500) }).optional(),
};

export const eraseRequest = z
  .strictObject({ reason: z.string().trim().min(10).max(2000), ...erasureSelection })
  .refine(({ eventIds, runId, label }) => [eventIds, runId, label].filter((each) => each !== undefined).length === 1, {
    message: 'Name exactly one of eventIds, runId or label.',
    path: ['eventIds'],
  });
export type EraseRequest = z.infer<typeof eraseRequest>;

/** What was erased, for whom and why; the content itself is not kept anywhere in the database. */
export const erasure = z.object({
  id: uuid,
  requestedAt: timestamp,
  requestedBy: z.string(),
  reason: z.string(),
  selection: z.object(erasureSelection),
  events: z.int(),
  runs: z.int(),
  steps: z.int(),
  effects: z.int(),
});
export type Erasure = z.infer<typeof erasure>;

export const erasureQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type ErasureQuery = z.infer<typeof erasureQuery>;
