import { err, type Result } from '@penstock/kernel';
import { attempt, compileAsked, compileOperands, describeRefusal, type Comparing } from './condition';
import type { Comparison, Condition } from './document';
import type { Failed } from './problems';
import type { Scope, Value } from './values';

/** One side of a comparison as it was when it was compared; a constant has no path. */
export interface ComparedSide {
  readonly path?: string;
  readonly value: Value;
}

/** One part of a condition. Parts that the answer did not need are left out, as they were not looked at. */
export interface ConditionLine {
  /** How many groups it stands in: those before it that are less deep. */
  readonly depth: number;
  readonly kind: 'all' | 'any' | 'not' | 'formula' | Comparison;
  /** Of a formula its text, in place of a path, and what it gave. */
  readonly left?: ComparedSide;
  readonly right?: ComparedSide;
  /** Null when it could not be decided. */
  readonly holds: boolean | null;
}

export interface ExplainedAnswer {
  readonly answer: Result<boolean, Failed>;
  /** In the order in which they were looked at, a group before its members. */
  readonly lines: readonly ConditionLine[];
}

export interface ExplainedCondition {
  explain(scope: Scope): ExplainedAnswer;
}

type Line = { -readonly [Name in keyof ConditionLine]: ConditionLine[Name] };
type Explaining = (scope: Scope, lines: Line[]) => boolean;

const unary: ReadonlySet<Comparison> = new Set(['is-empty', 'is-present']);

/** Answers as `compileCondition` does, by the same comparisons, and tells what was compared. Never fails. */
export function compileExplained(condition: Condition): ExplainedCondition {
  try {
    const explaining = compilePart(condition, 0);
    return {
      explain: (scope) => {
        const lines: Line[] = [];
        return { answer: attempt(() => explaining(scope, lines)), lines };
      },
    };
  } catch (thrown) {
    const answer = err(describeRefusal(thrown));
    return { explain: () => ({ answer, lines: [] }) };
  }
}

/** @throws CompileFailure when a path cannot be read. */
function compilePart(condition: Condition, depth: number): Explaining {
  if ('all' in condition) {
    const parts = condition.all.map((part) => compilePart(part, depth + 1));
    return group('all', depth, (scope, lines) => parts.every((part) => part(scope, lines)));
  }
  if ('any' in condition) {
    const parts = condition.any.map((part) => compilePart(part, depth + 1));
    return group('any', depth, (scope, lines) => parts.some((part) => part(scope, lines)));
  }
  if ('not' in condition) {
    const part = compilePart(condition.not, depth + 1);
    return group('not', depth, (scope, lines) => !part(scope, lines));
  }
  return 'formula' in condition ? compileAsking(condition.formula, depth) : compileComparing(condition, depth);
}

function compileAsking(formula: string, depth: number): Explaining {
  const ask = compileAsked(formula, { sources: new Map(), tables: {}, place: 'formula' });
  return (scope, lines) => {
    const line: Line = { depth, kind: 'formula', left: { path: formula, value: undefined }, holds: null };
    return decided(line, lines, () => ask(scope));
  };
}

const group =
  (kind: 'all' | 'any' | 'not', depth: number, decide: Explaining): Explaining =>
  (scope, lines) =>
    decided({ depth, kind, holds: null }, lines, () => decide(scope, lines));

function compileComparing(condition: Comparing, depth: number): Explaining {
  const { left, right, holds } = compileOperands(condition);
  const { op } = condition;
  return (scope, lines) => {
    const [a, b] = [left(scope), right(scope)];
    const line: Line = { depth, kind: op, left: { path: condition.left, value: a }, holds: null };
    if (!unary.has(op)) {
      line.right = condition.right === undefined ? { value: b } : { path: condition.right, value: b };
    }
    return decided(line, lines, () => holds(a, b));
  };
}

/** The line stands before those of its members, and without an answer when deciding fails. */
function decided(line: Line, lines: Line[], decide: () => boolean): boolean {
  lines.push(line);
  const answer = decide();
  line.holds = answer;
  return answer;
}
