import { checkFormula } from '../formula/check/check-formula';
import { both, noFacts, oneOf, type Facts } from '../formula/check/env';
import { Narrowing, only, without } from '../formula/check/narrow';
import { typeAt, type FormulaScope } from '../formula/scope';
import type { Condition } from '../document';
import { formatPath, parsePath } from '../field-path';
import { types, type Type } from '../types/type';
import { unionOf, withoutNull } from '../types/union';

type Comparing = Extract<Condition, { left: string }>;

/** What a condition tells about the paths it asks for, where it holds (`truth`) or does not. */
export function conditionFacts(condition: Condition, truth: boolean, scope: FormulaScope): Facts {
  if ('all' in condition || 'any' in condition) {
    const parts = ('all' in condition ? condition.all : condition.any).map((part) =>
      conditionFacts(part, truth, scope),
    );
    return parts.length === 0 ? noFacts : parts.reduce('all' in condition === truth ? both : oneOf);
  }
  if ('not' in condition) return conditionFacts(condition.not, !truth, scope);
  if ('formula' in condition) return formulaFacts(condition.formula, truth, scope);
  return comparisonFacts(condition, truth, scope);
}

export function formulaFacts(formula: string, truth: boolean, scope: FormulaScope): Facts {
  const { root, typeOf } = checkFormula(formula, scope);
  return new Narrowing((node) => typeOf.get(node) ?? types.any).of(root, truth);
}

function comparisonFacts({ left, op, value, right }: Comparing, truth: boolean, scope: FormulaScope): Facts {
  const type = typeAt(left, scope);
  const fact = (narrowed: Type): Facts => new Map([[keyOf(left), narrowed]]);
  if (op === 'is-present' || op === 'is-empty') return (op === 'is-present') === truth ? present(left, scope) : noFacts;
  if (right !== undefined) return noFacts;
  if (op === 'equals' || op === 'not-equals') {
    if (typeof value !== 'string' && typeof value !== 'boolean') return noFacts;
    return (op === 'equals') === truth
      ? both(present(left, scope), fact(only(type, value)))
      : fact(without(type, value));
  }
  if (op !== 'one-of' || !truth || !Array.isArray(value)) return noFacts;
  const choices = value.filter((each): each is string => typeof each === 'string');
  return choices.length < value.length
    ? noFacts
    : both(present(left, scope), fact(unionOf(choices.map((choice) => only(type, choice)))));
}

/** The value is there, and so is everything it lies in. */
function present(path: string, scope: FormulaScope): Facts {
  const parsed = parsePath(path);
  if (!parsed.ok) return noFacts;
  const prefixes = parsed.value.map((_, at) => formatPath(parsed.value.slice(0, at + 1)));
  return new Map(prefixes.map((prefix) => [prefix, withoutNull(typeAt(prefix, scope))]));
}

function keyOf(path: string): string {
  const parsed = parsePath(path);
  return parsed.ok ? formatPath(parsed.value) : path;
}
