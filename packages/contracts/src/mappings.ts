import { z } from 'zod';

const mostFields = 5_000;

/**
 * One field of a schema. Parts of a path are joined by `.` or `/`; items of a list are `lines[].sku`, `lines[0].sku` or
 * `/lines/0/sku`. Type words nobody knows are no error.
 */
const suggestField = z.strictObject({
  path: z.string().min(1).max(1_000),
  type: z.string().max(200).nullish(),
  /** One value or a list of values. Their form is looked at; they are neither kept nor repeated in reasons. */
  sample: z.unknown().optional(),
  description: z.string().max(2_000).nullish(),
  required: z.boolean().nullish(),
  format: z.string().max(100).nullish(),
  /** Not looked at; rows of a field tree have them. */
  title: z.string().nullish(),
  nullable: z.boolean().nullish(),
  /** The only values allowed, where they are listed. */
  choices: z.array(z.unknown()).max(500).nullish(),
});
const fieldList = z
  .array(suggestField)
  .max(mostFields, `At most ${mostFields} fields can be matched at once: leave parts out.`);

export const suggestMappingsRequest = z.strictObject({ source: fieldList, target: fieldList });
export type SuggestMappingsRequest = z.infer<typeof suggestMappingsRequest>;

/** A person's word on suggested pairs; only paths are kept, never a value. */
export const mappingFeedbackRequest = z.strictObject({
  /** Ids of the systems the fields belong to, where they are known: `shopify`, `prophet21` … */
  sourceSystem: z.string().max(60).optional(),
  targetSystem: z.string().max(60).optional(),
  pairs: z
    .array(
      z.strictObject({
        source: suggestField.shape.path,
        target: suggestField.shape.path,
        /** False: refused. */
        isConfirmed: z.boolean(),
      }),
    )
    .min(1)
    .max(1_000),
});
export type MappingFeedbackRequest = z.infer<typeof mappingFeedbackRequest>;

export const mappingFeedbackResult = z.object({ remembered: z.int() });
export type MappingFeedbackResult = z.infer<typeof mappingFeedbackResult>;

const confidence = z.number().min(0).max(1);
const json = z.json();

export const transformProposal = z.object({
  /** Sources of a pipe rule, with the paths of the request. */
  from: z.array(z.object({ path: z.string(), as: z.string().optional() })),
  steps: z.array(z.object({ op: z.string(), args: z.record(z.string(), json) })),
  /** Value tables the steps name; right sides that are null are to be filled in. */
  tables: z
    .record(
      z.string(),
      z.object({
        rows: z.array(z.tuple([z.string(), json])),
        ignoreCase: z.boolean(),
        unmatched: z.enum(['error', 'default', 'pass']),
      }),
    )
    .optional(),
  summary: z.string(),
});

export const mappingSuggestion = z.object({
  source: z.string(),
  target: z.string(),
  /** How likely the pair is right. */
  confidence,
  /** `preticked` from 0.85, `listed` from 0.4; less sure pairs are left out. */
  tier: z.enum(['preticked', 'listed']),
  reason: z.string(),
  transform: transformProposal.optional(),
});
export type MappingSuggestion = z.infer<typeof mappingSuggestion>;

export const suggestMappingsResult = z.object({
  /** At most one per target, the surest first. */
  pairs: z.array(mappingSuggestion),
  /** By target path: up to five sources, the likeliest first. */
  candidates: z.record(z.string(), z.array(z.object({ source: z.string(), confidence }))),
});
export type SuggestMappingsResult = z.infer<typeof suggestMappingsResult>;

/** A mapping as it stands, and records to try it on: as JSON, or as JSON texts where every digit counts. */
export const previewMappingRequest = z
  .strictObject({
    /** A mapping document, finished or not. */
    document: z.unknown(),
    samples: z.array(z.record(z.string(), json)).max(50).optional(),
    sampleTexts: z
      .array(z.string().max(1024 * 1024))
      .max(50)
      .optional(),
    /** JSON Schemas to check against: of the sources by their first name, and of the output. */
    sources: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
    target: z.record(z.string(), z.unknown()).optional(),
  })
  .refine(({ samples, sampleTexts }) => samples === undefined || sampleTexts === undefined, {
    message: 'Give samples or sampleTexts, not both.',
  });
export type PreviewMappingRequest = z.infer<typeof previewMappingRequest>;

export const mappingProblem = z.object({
  ruleId: z.string().nullable(),
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  path: z.string().nullable(),
  message: z.string(),
  fix: z.string().nullable(),
  /** Of a formula: where in its rule it stands (`formula`, `when.formula` …) and the characters it is about. */
  place: z.string().optional(),
  range: z.object({ start: z.number(), end: z.number() }).optional(),
  /** A change of the document that mends it. */
  edit: z.record(z.string(), json).optional(),
});

export const previewMappingResult = z.object({
  problems: z.array(mappingProblem),
  /** One for each sample, in their order. */
  samples: z.array(
    z.object({
      /** What the rules without errors make; null when nothing can be made. */
      output: json.nullable(),
      errors: z.array(
        z.object({ ruleId: z.string(), code: z.string(), path: z.string(), message: z.string(), hint: z.string() }),
      ),
    }),
  ),
});
export type PreviewMappingResult = z.infer<typeof previewMappingResult>;
