import { compileDecision } from './compile-decision';
import { compileEach, compileObject, wholeItem } from './compile-each';
import { compileSteps, sourceGetters, type CompileScope } from './compile-steps';
import { compilePath, compilePredicate, type Predicate } from './condition';
import type { MappingRule, PipeRule, ValueRule } from './document';
import type { Getter } from './field-path';
import { compileFormula } from './formula/run/compile-formula';
import { leaveFormula } from './formula/run/leave-formula';
import { BudgetExceeded, CompileFailure } from './problems';
import type { RuleRun } from './rule-run';
import type { StepFrame } from './steps/step-definition';
import { TargetTree, type Evaluate } from './target-tree';
import { isEmpty, type Scope, type Value } from './values';

/** Compiles rules into one closure that builds their common output. Broken rules are handed to `refuse` and left out. */
export function compileRules(rules: readonly MappingRule[], scope: CompileScope): Evaluate {
  const tree = new TargetTree();
  let whole: Evaluate | undefined;
  for (const rule of rules) {
    scope.guard(rule, () => {
      const evaluate = compileRule(rule, scope);
      if (rule.target !== wholeItem) tree.add(rule.target, evaluate);
      else if (scope.insideEach && rules.length === 1) whole = evaluate;
      else
        throw new CompileFailure(
          'BAD_TARGET',
          'The target "." stands for the item of a list and must be the only rule.',
          'Name a field instead.',
        );
    });
  }
  return whole ?? tree.compile();
}

export function compileRule(rule: MappingRule, scope: CompileScope): Evaluate {
  switch (rule.kind) {
    case 'each':
      return compileEach(rule, scope, compileRules);
    case 'object':
      return compileObject(rule, scope, compileRules);
    case 'omit':
      return () => undefined;
    default:
      return compileValueRule(rule, scope);
  }
}

function compileValueRule(rule: ValueRule, scope: CompileScope): Evaluate {
  const value = compileSource(rule, scope);
  const around = { sources: sourcesOf(rule), tables: scope.tables };
  const when = rule.when && compilePredicate(rule.when, { ...around, place: 'when' });
  return guarded(when ? conditional(when, value, rule.otherwise) : value, compileOnError(rule));
}

const conditional =
  (when: Predicate, value: Evaluate, otherwise: Value): Evaluate =>
  (record, run) =>
    when(record, run.frame) ? value(record, run) : otherwise;

/** What a rule raises stays within the rule; a passed limit of the whole run does not. */
function guarded(value: Evaluate, onError: OnError): Evaluate {
  return (record, run) => {
    try {
      const made = value(record, run);
      if (made !== undefined) run.budget.chargeOutput(made);
      return made;
    } catch (thrown) {
      if (thrown instanceof BudgetExceeded) throw thrown;
      return onError(run, thrown);
    }
  };
}

/** The sources of a rule by the names its formulas and steps have for them. */
const sourcesOf = (rule: ValueRule): ReadonlyMap<string, Getter> =>
  sourceGetters(rule.kind === 'pipe' || rule.kind === 'formula' ? (rule.from ?? []) : []);

function compileSource(rule: ValueRule, scope: CompileScope): Evaluate {
  const fallback = compileDefault(rule, scope);
  switch (rule.kind) {
    case 'const':
      return () => rule.value;
    case 'copy':
      return withDefault(compilePath(rule.from.path), fallback);
    case 'pipe':
      return compilePipe(rule, scope, fallback);
    case 'formula': {
      const run = compileFormula(rule.formula, { sources: sourcesOf(rule), tables: scope.tables, place: 'formula' });
      return withDefault((record, { frame }) => leaveFormula(run(record, frame)), fallback);
    }
    case 'decision':
      return withDefault(compileDecision(rule, scope), fallback);
  }
}

/** What stands in for an empty value; undefined for a rule without a default. */
function compileDefault(rule: ValueRule, { tables }: CompileScope): Evaluate | undefined {
  const { default: fixed, defaultFormula } = rule;
  if (defaultFormula === undefined) return fixed === undefined ? undefined : () => fixed;
  if (fixed !== undefined) {
    throw new CompileFailure(
      'TWO_DEFAULTS',
      'This rule has a fixed default and a calculated one.',
      'Remove one of them.',
    );
  }
  const run = compileFormula(defaultFormula, { sources: sourcesOf(rule), tables, place: 'defaultFormula' });
  return (record, { frame }) => leaveFormula(run(record, frame));
}

function compilePipe(rule: PipeRule, scope: CompileScope, fallback: Evaluate | undefined): Evaluate {
  const sources = sourceGetters(rule.from);
  const getters = [...sources.values()];
  const input = pipeInput(getters);
  const steps = compileSteps(rule.steps, { sources, tables: scope.tables });
  return (record, run) => {
    if (fallback && getters.length > 0 && getters.every((get) => isEmpty(get(record)))) return fallback(record, run);
    const { now, limits, frame: formulas } = run;
    const frame: StepFrame = { scope: record, now, maxTextLength: limits.maxTextLength, formulas };
    let value = input(record);
    for (const step of steps) value = step(value, frame);
    return fallback && isEmpty(value) ? fallback(record, run) : value;
  };
}

/** One source is taken as it is; several become a list in which a missing one is null. */
function pipeInput(getters: readonly Getter[]): (record: Scope) => Value {
  const [only, ...others] = getters;
  if (!only) return () => undefined;
  return others.length === 0 ? only : (record) => getters.map((get) => get(record) ?? null);
}

function withDefault(read: Evaluate, fallback: Evaluate | undefined): Evaluate {
  if (!fallback) return read;
  return (record, run) => {
    const value = read(record, run);
    return isEmpty(value) ? fallback(record, run) : value;
  };
}

type OnError = (run: RuleRun, thrown: unknown) => Value;

function compileOnError(rule: ValueRule): OnError {
  const { default: fallback } = rule;
  switch (rule.onError) {
    case 'fail':
      return (run, thrown) => {
        run.report(rule.id, rule.target, thrown);
        return undefined;
      };
    case 'omit':
      return () => undefined;
    case 'null':
      return () => null;
    case 'default':
      if (fallback === undefined) {
        throw new CompileFailure(
          'NO_DEFAULT',
          'On an error this rule takes its default, and it has none.',
          'Set a default or choose another reaction.',
        );
      }
      return () => fallback;
  }
}
