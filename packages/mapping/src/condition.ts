import { Decimal, err, ok, type Result } from '@penstock/kernel';
import { defaultLimits } from './budget';
import type { Comparison, Condition } from './document';
import { compileGetter, parsePath, type Getter } from './field-path';
import { formulaPaths } from './formula/check/read-paths';
import { compileFormula, type FormulaSurroundings } from './formula/run/compile-formula';
import type { FormulaFrame } from './formula/run/frame';
import { StepBudget } from './formula/run/step-budget';
import { truthOf } from './formula/run/truth';
import { CompileFailure, describeFailure, ValueFailure, type Failed } from './problems';
import { isEmpty, isList, isMissing, isNumber, isObject, maskedShape, type Scope, type Value } from './values';

export interface CompiledCondition {
  /** Refused when the values cannot be compared at all, e.g. a word with a number. */
  evaluate(scope: Scope): Result<boolean, Failed>;
}

/** Formulas of a mapping share the frame of its run; others have one of their own. */
export type Predicate = (scope: Scope, frame?: FormulaFrame) => boolean;

export type Comparing = Extract<Condition, { left: string }>;

/** Never fails: a condition with a broken path is refused each time it is evaluated. */
export function compileCondition(condition: Condition): CompiledCondition {
  try {
    const predicate = compilePredicate(condition);
    return { evaluate: (scope) => attempt(() => predicate(scope)) };
  } catch (thrown) {
    const failed = describeRefusal(thrown);
    return { evaluate: () => err(failed) };
  }
}

export function evaluateCondition(condition: Condition, scope: Scope): Result<boolean, Failed> {
  return compileCondition(condition).evaluate(scope);
}

/** What the formulas of a condition may read, and where it stands in its rule. */
export type ConditionSurroundings = FormulaSurroundings;
const standingAlone: ConditionSurroundings = { sources: new Map(), tables: {}, place: '' };

/** @throws CompileFailure when a path or a formula cannot be read. */
export function compilePredicate(condition: Condition, around: ConditionSurroundings = standingAlone): Predicate {
  const inside = (name: string): ConditionSurroundings => ({ ...around, place: formulaPlace(around.place, name) });
  if ('all' in condition) {
    const parts = condition.all.map((part, at) => compilePredicate(part, inside(`all[${at}]`)));
    return (scope, frame) => parts.every((part) => part(scope, frame));
  }
  if ('any' in condition) {
    const parts = condition.any.map((part, at) => compilePredicate(part, inside(`any[${at}]`)));
    return (scope, frame) => parts.some((part) => part(scope, frame));
  }
  if ('not' in condition) {
    const part = compilePredicate(condition.not, inside('not'));
    return (scope, frame) => !part(scope, frame);
  }
  return 'formula' in condition ? compileAsked(condition.formula, inside('formula')) : compileComparison(condition);
}

export const formulaPlace = (place: string, name: string): string => (place === '' ? name : `${place}.${name}`);

/** A formula that answers yes or no. @throws FormulaRefused */
export function compileAsked(
  formula: string,
  around: ConditionSurroundings,
): (scope: Scope, frame?: FormulaFrame) => boolean {
  const run = compileFormula(formula, around);
  return (scope, frame = freshFrame()) => truthOf(run(scope, frame));
}

/** For a condition outside of a mapping. */
const freshFrame = (): FormulaFrame => ({
  locals: [],
  budget: new StepBudget(defaultLimits.maxSteps),
  now: undefined,
  maxTextLength: defaultLimits.maxTextLength,
});

/** Every path a condition reads. */
export const conditionPaths = (condition: Condition): string[] =>
  partsOf(condition).flatMap((part) => ('formula' in part ? [...formulaPaths(part.formula)] : comparedPaths(part)));

/** Every path a condition compares, those of its formulas left out. */
export const comparedPathsOf = (condition: Condition): string[] =>
  partsOf(condition).flatMap((part) => ('formula' in part ? [] : comparedPaths(part)));

const comparedPaths = ({ left, right }: Comparing): string[] => (right === undefined ? [left] : [left, right]);

/** The comparisons and formulas a condition is made of. */
function partsOf(condition: Condition): (Comparing | { readonly formula: string })[] {
  if ('all' in condition) return condition.all.flatMap(partsOf);
  if ('any' in condition) return condition.any.flatMap(partsOf);
  return 'not' in condition ? partsOf(condition.not) : [condition];
}

/** @throws CompileFailure when the path cannot be read. */
export function compilePath(path: string): Getter {
  const parsed = parsePath(path);
  if (parsed.ok) return compileGetter(parsed.value);
  const { message, position } = parsed.error;
  throw new CompileFailure(
    'BAD_PATH',
    `The path "${path}" cannot be read at character ${position}: ${message}.`,
    'Write it like order.lines[0].sku.',
  );
}

function compileComparison(condition: Comparing): Predicate {
  const { left, right, holds } = compileOperands(condition);
  return (scope) => holds(left(scope), right(scope));
}

export interface ComparedOperands {
  readonly left: Getter;
  readonly right: Getter;
  /** @throws ValueFailure when the values cannot be compared. */
  holds(left: Value, right: Value): boolean;
}

/** @throws CompileFailure when a path cannot be read. */
export function compileOperands({ left, op, right, value }: Comparing): ComparedOperands {
  return {
    left: compilePath(left),
    right: right === undefined ? () => value : compilePath(right),
    holds: comparators[op],
  };
}

const comparators: Readonly<Record<Comparison, ComparedOperands['holds']>> = {
  equals: same,
  'not-equals': (left, right) => !same(left, right),
  'greater-than': (left, right) => ordered(left, right, (order) => order > 0),
  'at-least': (left, right) => ordered(left, right, (order) => order >= 0),
  'less-than': (left, right) => ordered(left, right, (order) => order < 0),
  'at-most': (left, right) => ordered(left, right, (order) => order <= 0),
  contains: (left, right) => contains(left, right),
  'starts-with': (left, right) => textsOnly(left, right, (text, start) => text.startsWith(start)),
  'one-of': (left, right) => contains(right, left, 'items'),
  'is-empty': isEmpty,
  'is-present': (left) => !isEmpty(left),
};

/** Numbers by size (5 equals 5.00), also against a text that is a number; missing and null are the same. */
export function same(a: Value, b: Value): boolean {
  if (a === b || (isMissing(a) && isMissing(b))) return true;
  if (isNumber(a) || isNumber(b)) {
    const [x, y] = [numeric(a), numeric(b)];
    return x !== undefined && y !== undefined && x.equals(y);
  }
  if (isList(a) && isList(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
}

function numeric(value: Value): Decimal | undefined {
  if (value instanceof Decimal) return value;
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const parsed = Decimal.parse(String(value));
  return parsed.ok ? parsed.value : undefined;
}

/** Numbers by size, texts by character (which orders ISO dates by time). False when one side is missing. */
function ordered(a: Value, b: Value, holds: (order: number) => boolean): boolean {
  if (isMissing(a) || isMissing(b)) return false;
  if (typeof a === 'string' && typeof b === 'string') {
    const [x, y] = [numeric(a), numeric(b)];
    if (x && y) return holds(x.compare(y));
    return holds(a < b ? -1 : a > b ? 1 : 0);
  }
  const [x, y] = [numeric(a), numeric(b)];
  if (!x || !y) {
    throw new ValueFailure(
      'NOT_COMPARABLE',
      `${maskedShape(a)} and ${maskedShape(b)} cannot be put in order.`,
      'Compare a number with a number, or a text with a text.',
    );
  }
  return holds(x.compare(y));
}

function contains(whole: Value, part: Value, only?: 'items'): boolean {
  if (isList(whole)) return whole.some((item) => same(item, part));
  return only === 'items' ? false : textsOnly(whole, part, (text, piece) => text.includes(piece));
}

function textsOnly(a: Value, b: Value, holds: (a: string, b: string) => boolean): boolean {
  return typeof a === 'string' && typeof b === 'string' && holds(a, b);
}

export function attempt(decide: () => boolean): Result<boolean, Failed> {
  try {
    return ok(decide());
  } catch (thrown) {
    return err(describeFailure(thrown));
  }
}

/** Of a condition that cannot be compiled. */
export const describeRefusal = (thrown: unknown): Failed =>
  thrown instanceof CompileFailure
    ? { code: thrown.code, message: thrown.message, hint: thrown.fix }
    : describeFailure(thrown);
