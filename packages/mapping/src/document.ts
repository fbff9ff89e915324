import { z } from 'zod';
import { mappingTests } from './mapping-tests/mapping-test';

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

const mostFormulaCharacters = 10_000;
/** The text of a formula: `order.total > 100 && has(order.customer)`. Checked and compiled, never evaluated as code. */
export const formulaText = z.string().min(1).max(mostFormulaCharacters);

/**
 * A condition as data: a comparison of a source value with a constant or another source value, a combination, or a
 * formula that gives yes or no.
 */
export type Condition =
  | { readonly formula: string }
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
    z.strictObject({ formula: formulaText }),
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
  /** A default that is calculated; at most one of the two. */
  defaultFormula: formulaText.optional(),
  onError: z.enum(['fail', 'default', 'omit', 'null']).default('fail'),
  origin: z.enum(['user', 'suggested', 'imported']).default('user'),
  comment: z.string().max(500).optional(),
};

/** How the items of a loop are put in order: by a formula over the item, the first key first. */
export interface SortKey {
  readonly by: string;
  readonly descending?: boolean | undefined;
}

export interface EachRule {
  readonly kind: 'each';
  readonly id: string;
  readonly target: string;
  readonly from: SourceRef;
  /** Name of the current item in the paths of `rules`. */
  readonly as: string;
  readonly filter?: Condition | undefined;
  /** Puts items of one key together: the item is then `{ key, items }`. A formula over the single item. */
  readonly groupBy?: string | undefined;
  /** Sorts the items, or with `groupBy` the groups. */
  readonly orderBy?: readonly SortKey[] | undefined;
  /** Goes over so many items at most, after filter, grouping and order. */
  readonly limit?: number | undefined;
  readonly rules: readonly MappingRule[];
  /** A part of the document that makes the items, in place of `rules`. */
  readonly use?: string | undefined;
  readonly comment?: string | undefined;
}

/** An object of the output, made by rules whose targets are relative to it. */
export interface ObjectRule {
  readonly kind: 'object';
  readonly id: string;
  readonly target: string;
  readonly when?: Condition | undefined;
  /** The source object the rules read under the name `as`; where it is missing, so is the object. */
  readonly from?: SourceRef | undefined;
  readonly as?: string | undefined;
  readonly rules: readonly MappingRule[];
  /** A part of the document that makes the object, in place of `rules`. */
  readonly use?: string | undefined;
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
/** A value that is calculated. The formula sees the sources of `from` by name, and everything paths may start from. */
export const formulaRule = z.strictObject({
  ...ruleBase,
  kind: z.literal('formula'),
  from: z.array(sourceRef).optional(),
  formula: formulaText,
});
/** Leaves its target out, on purpose. */
export const omitRule = z.strictObject({
  kind: z.literal('omit'),
  id: ruleBase.id,
  target: ruleBase.target,
  comment: ruleBase.comment,
});

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** What a row asks of one column: nothing (null), one of some values, or a number in a half-open range. */
export const decisionCell = z.union([
  z.null(),
  z.strictObject({ oneOf: z.array(scalar).min(1).max(200) }),
  z.strictObject({ from: z.number().optional(), below: z.number().optional() }),
]);
export type DecisionCell = z.infer<typeof decisionCell>;
export const decisionRow = z.strictObject({ cells: z.array(decisionCell), value: constantValue });
export type DecisionRow = z.infer<typeof decisionRow>;
/** The value of the first row that matches. `fallback` is for records no row matches; absent: an error. */
export const decisionRule = z.strictObject({
  ...ruleBase,
  kind: z.literal('decision'),
  columns: z
    .array(z.strictObject({ title: z.string().max(200).optional(), formula: formulaText }))
    .min(1)
    .max(20),
  rows: z.array(decisionRow).min(1).max(500),
  fallback: constantValue.optional(),
});
export type ConstRule = z.infer<typeof constRule>;
export type CopyRule = z.infer<typeof copyRule>;
export type PipeRule = z.infer<typeof pipeRule>;
export type FormulaRule = z.infer<typeof formulaRule>;
export type DecisionRule = z.infer<typeof decisionRule>;
export type OmitRule = z.infer<typeof omitRule>;
/** Rules that make one value of their own. */
export type ValueRule = ConstRule | CopyRule | PipeRule | FormulaRule | DecisionRule;
/** Rules that are made of other rules. */
export type NestingRule = EachRule | ObjectRule;
export type MappingRule = ValueRule | NestingRule | OmitRule;

const sortKey = z.strictObject({ by: formulaText, descending: z.boolean().optional() });
const itemName = z.string().min(1).max(60);

export const mappingRule: z.ZodType<MappingRule> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    constRule,
    copyRule,
    pipeRule,
    formulaRule,
    decisionRule,
    omitRule,
    z.strictObject({
      kind: z.literal('each'),
      id: ruleBase.id,
      target: ruleBase.target,
      from: sourceRef,
      as: itemName,
      filter: condition.optional(),
      groupBy: formulaText.optional(),
      orderBy: z.array(sortKey).max(10).optional(),
      limit: z.int().min(1).max(100_000).optional(),
      rules: z.array(mappingRule),
      use: z.string().min(1).max(60).optional(),
      comment: ruleBase.comment,
    }),
    z.strictObject({
      kind: z.literal('object'),
      id: ruleBase.id,
      target: ruleBase.target,
      when: condition.optional(),
      from: sourceRef.optional(),
      as: itemName.optional(),
      rules: z.array(mappingRule),
      use: z.string().min(1).max(60).optional(),
      comment: ruleBase.comment,
    }),
  ]),
) as unknown as z.ZodType<MappingRule>;

/** Rules under a name, for objects and loops that look alike. They read what they are used on under the name `as`. */
export const mappingPart = z.strictObject({ as: itemName, rules: z.array(mappingRule) });
export type MappingPart = z.infer<typeof mappingPart>;

/** A value with a name, calculated once for a record and read as `vars.<name>`; it sees the ones before it. */
export const mappingVariable = z.strictObject({ name: z.string().regex(/^[A-Za-z_]\w{0,59}$/), formula: formulaText });
export type MappingVariable = z.infer<typeof mappingVariable>;

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
  vars: z.array(mappingVariable).max(100).optional(),
  /** Reusable rules by name, for `use` of objects and loops. */
  parts: z.record(z.string(), mappingPart).optional(),
  /** Mean nothing to runs. */
  tests: mappingTests.optional(),
});
export type MappingDocument = z.infer<typeof mappingDocument>;

export const emptyMapping: MappingDocument = { v: 1, rules: [], tables: {} };
