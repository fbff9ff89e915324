import { z } from 'zod';

/**
 * The mapping document: the only truth about how an output is made from its inputs. Plain JSON, saved as it is even
 * when half done. Compiled to closures by `compileMapping`; never evaluated as code.
 *
 * Source paths are dotted, with `[n]` for list positions, relative to the scope: `trigger.order.total`,
 * `steps.charge.transaction_id`, or inside an `each` rule the name given in `as`. Names that hold dots or brackets
 * are quoted: `trigger["odd.name"]`.
 */
export const sourceRef = z.strictObject({
  path: z.string().min(1).max(500),
  /** The name under which a step's template or a formula sees this value; default: `a`, `b`, `c` … by position. */
  as: z.string().min(1).max(60).optional(),
});
export type SourceRef = z.infer<typeof sourceRef>;

export const comparison = z.enum([
  'equals',
  'not-equals',
  'greater-than',
  'at-least',
  'less-than',
  'at-most',
  'contains',
  'starts-with',
  'one-of',
  'is-empty',
  'is-present',
]);
export type Comparison = z.infer<typeof comparison>;

/** A condition as data: a comparison of a source value with a constant or another source value, or a combination. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | {
      readonly left: string;
      readonly op: Comparison;
      /** A constant … */
      readonly value?: ConstantValue | undefined;
      /** … or the path of another source value. */
      readonly right?: string | undefined;
    };

export type ConstantValue =
  null | boolean | number | string | readonly ConstantValue[] | { readonly [key: string]: ConstantValue };

const constantValue: z.ZodType<ConstantValue> = z.json() as unknown as z.ZodType<ConstantValue>;

export const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ all: z.array(condition) }),
    z.strictObject({ any: z.array(condition) }),
    z.strictObject({ not: condition }),
    z.strictObject({
      left: z.string().min(1),
      op: comparison,
      value: constantValue.optional(),
      right: z.string().min(1).optional(),
    }),
  ]),
);

/** One transformation of a pipe: the operation's name in the catalogue and its arguments by name. */
export const stepCall = z.strictObject({
  op: z.string().min(1),
  args: z.record(z.string(), constantValue).default({}),
});
export type StepCall = z.infer<typeof stepCall>;

const ruleBase = {
  id: z.string().min(1).max(60),
  /** Dotted path in the target, e.g. `billing_address.name`. */
  target: z.string().min(1).max(500),
  when: condition.optional(),
  /** What the target becomes when `when` is false; absent: the field is left out. */
  otherwise: constantValue.optional(),
  /** What the target becomes when the source is missing, null or empty. */
  default: constantValue.optional(),
  onError: z.enum(['fail', 'default', 'omit', 'null']).default('fail'),
  origin: z.enum(['user', 'suggested', 'imported']).default('user'),
  comment: z.string().max(500).optional(),
};

export interface EachRule {
  readonly kind: 'each';
  readonly id: string;
  readonly target: string;
  readonly from: SourceRef;
  /** Name of the current item in the paths of `rules`. */
  readonly as: string;
  readonly filter?: Condition | undefined;
  readonly rules: readonly MappingRule[];
  readonly comment?: string | undefined;
}

export const constRule = z.strictObject({ ...ruleBase, kind: z.literal('const'), value: constantValue });
export const copyRule = z.strictObject({ ...ruleBase, kind: z.literal('copy'), from: sourceRef });
export const pipeRule = z.strictObject({
  ...ruleBase,
  kind: z.literal('pipe'),
  from: z.array(sourceRef),
  steps: z.array(stepCall),
});
export type ConstRule = z.infer<typeof constRule>;
export type CopyRule = z.infer<typeof copyRule>;
export type PipeRule = z.infer<typeof pipeRule>;
export type MappingRule = ConstRule | CopyRule | PipeRule | EachRule;

export const mappingRule: z.ZodType<MappingRule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    constRule,
    copyRule,
    pipeRule,
    z.strictObject({
      kind: z.literal('each'),
      id: ruleBase.id,
      target: ruleBase.target,
      from: sourceRef,
      as: z.string().min(1).max(60),
      filter: condition.optional(),
      rules: z.array(mappingRule),
      comment: ruleBase.comment,
    }),
  ]),
) as unknown as z.ZodType<MappingRule>;

/** Rows are tried in order; `unmatched` says what happens to a key that has no row. */
export const valueTable = z.strictObject({
  rows: z.array(z.tuple([z.string(), constantValue])),
  ignoreCase: z.boolean().default(false),
  unmatched: z.enum(['error', 'default', 'pass']).default('error'),
  default: constantValue.optional(),
});
export type ValueTable = z.infer<typeof valueTable>;

export const mappingDocument = z.strictObject({
  v: z.literal(1),
  rules: z.array(mappingRule),
  /** Value tables used by `valueTable` steps, by name. */
  tables: z.record(z.string(), valueTable).default({}),
});
export type MappingDocument = z.infer<typeof mappingDocument>;

export const emptyMapping: MappingDocument = { v: 1, rules: [], tables: {} };
