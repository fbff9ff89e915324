import { z } from 'zod';

export const uuid = z.uuid();
/** ISO 8601 with zone. */
export const timestamp = z.iso.datetime({ offset: true });

/** Lists are cursor-paged: pass `nextCursor` back as `cursor`; null means the end. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.infer<typeof pageQuery>;

export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() });
export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
}

/** One thing wrong with a request or a document, at a place a person can find. */
export const issue = z.object({
  code: z.string(),
  message: z.string(),
  /** Dotted path in the request body, when there is one. */
  path: z.string().optional(),
  stepId: z.string().optional(),
  field: z.string().optional(),
  fix: z.string().optional(),
  /** Of a formula in a mapping: its rule, its place in the rule and the characters. */
  formula: z.object({ ruleId: z.string().optional(), place: z.string(), start: z.int(), end: z.int() }).optional(),
});
export type Issue = z.infer<typeof issue>;

/** RFC 9457 problem document, `application/problem+json`. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** Stable, upper snake case. */
  code: z.string(),
  /** What happened, what it means for the money, what to do next. */
  detail: z.string(),
  requestId: z.string(),
  issues: z.array(issue).optional(),
  /** Extra members by code, e.g. `current` for a draft conflict. */
  current: z.unknown().optional(),
});
export type Problem = z.infer<typeof problem>;

export const environmentKey = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
export const environment = z.object({
  id: uuid,
  key: environmentKey,
  name: z.string(),
  kind: z.enum(['sandbox', 'production']),
  position: z.int(),
});
export type Environment = z.infer<typeof environment>;
