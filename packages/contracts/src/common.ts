import { z } from 'zod';

export const uuid = z.uuid();
/** ISO 8601 with zone. */
export const timestamp = z.iso.datetime({ offset: true });
/** JSON as text: every digit of its numbers is kept, which a JSON body loses on its way. */
export const jsonText = z.string().max(1024 * 1024);

/** Lists are cursor-paged: pass `nextCursor` back as `cursor`; null means the end. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.infer<typeof pageQuery>;

/** Of lists that are short enough to come whole: without `limit` they do. */
export const wholeListQuery = z.object({ cursor: pageQuery.shape.cursor, limit: z.coerce.number().int().min(1).max(200).optional() });
export type WholeListQuery = z.infer<typeof wholeListQuery>;

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
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time of day such as 08:30');

/** Days of the week (1 Monday – 7 Sunday) and times of day; `to` is not included. */
export const changeWindow = z
  .strictObject({
    days: z.array(z.int().min(1).max(7)).min(1).max(7),
    from: timeOfDay,
    to: timeOfDay,
    /** IANA name, e.g. `America/Chicago`. */
    timeZone: z.string().min(1).max(60),
  })
  .refine(({ from, to }) => from < to, { path: ['to'], message: 'The end must be later than the beginning, on the same day.' });
export type ChangeWindowView = z.infer<typeof changeWindow>;

/** A span of time in which nothing goes live; `to` is not included. */
export const freeze = z
  .strictObject({ from: timestamp, to: timestamp, reason: z.string().trim().min(1).max(200) })
  .refine(({ from, to }) => Date.parse(from) < Date.parse(to), { path: ['to'], message: 'The end must be later than the beginning.' });
export type FreezeView = z.infer<typeof freeze>;

/** What a shadow run before a promotion must not pass; null: any amount, any number. */
export const shadowRules = z.strictObject({
  isRequired: z.boolean(),
  /** Decimal text, in any currency: how far the money moved may differ. */
  mostMoney: z.string().regex(/^\d{1,15}(\.\d{1,4})?$/, 'an amount such as 100.00').nullable(),
  mostDifferent: z.int().min(0).nullable(),
});
export type ShadowRulesView = z.infer<typeof shadowRules>;

export const environment = z.object({
  id: uuid,
  key: environmentKey,
  name: z.string(),
  kind: z.enum(['sandbox', 'production']),
  position: z.int(),
  /** Versions come here by an approved promotion only. */
  demandsPromotion: z.boolean(),
  /** When promotions may go live; null: at any time. */
  changeWindow: changeWindow.nullable(),
  freezes: z.array(freeze),
  shadowRules,
});
export type Environment = z.infer<typeof environment>;
