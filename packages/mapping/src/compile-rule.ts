import type { Json } from '@penstock/kernel';
import { compilePath, compilePredicate, type Predicate } from './condition';
import type { ConstRule, CopyRule, EachRule, MappingRule, PipeRule } from './document';
import { compileSteps, sourceGetters, type CompileScope } from './compile-steps';
import { parsePath, type Getter } from './field-path';
import { BudgetExceeded, CompileFailure, wrongKind } from './problems';
import type { RuleRun } from './rule-run';
import type { StepFrame } from './steps/step-definition';
import { TargetTree, type Evaluate } from './target-tree';
import { isEmpty, isList, isMissing, type Scope, type Value } from './values';

type ValueRule = ConstRule | CopyRule | PipeRule;

/** The target of a rule that makes the items of its list themselves, not a field of them. */
const wholeItem = '.';

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
  return rule.kind === 'each' ? compileEach(rule, scope) : compileValueRule(rule, scope);
}

function compileValueRule(rule: ValueRule, scope: CompileScope): Evaluate {
  const value = compileSource(rule, scope);
  const when: Predicate | undefined = rule.when && compilePredicate(rule.when);
  const onError = compileOnError(rule);
  return (record, run) => {
    try {
      const made = when && !when(record) ? rule.otherwise : value(record, run);
      if (made !== undefined) run.budget.chargeOutput(made);
      return made;
    } catch (thrown) {
      if (thrown instanceof BudgetExceeded) throw thrown;
      return onError(run, thrown);
    }
  };
}

function compileSource(rule: ValueRule, scope: CompileScope): Evaluate {
  switch (rule.kind) {
    case 'const':
      return () => rule.value;
    case 'copy': {
      const read = compilePath(rule.from.path);
      return withDefault(read, rule.default);
    }
    case 'pipe':
      return compilePipe(rule, scope);
  }
}

function compilePipe(rule: PipeRule, scope: CompileScope): Evaluate {
  const sources = sourceGetters(rule.from);
  const getters = [...sources.values()];
  const input = pipeInput(getters);
  const steps = compileSteps(rule.steps, { sources, tables: scope.tables });
  const fallback = rule.default;
  return (record, run) => {
    if (fallback !== undefined && getters.length > 0 && getters.every((get) => isEmpty(get(record)))) return fallback;
    const frame: StepFrame = { scope: record, now: run.now, maxTextLength: run.limits.maxTextLength };
    let value = input(record);
    for (const step of steps) value = step(value, frame);
    return fallback !== undefined && isEmpty(value) ? fallback : value;
  };
}

/** One source is taken as it is; several become a list in which a missing one is null. */
function pipeInput(getters: readonly Getter[]): (record: Scope) => Value {
  const [only, ...others] = getters;
  if (!only) return () => undefined;
  return others.length === 0 ? only : (record) => getters.map((get) => get(record) ?? null);
}

function withDefault(read: Getter, fallback: Json | undefined): Evaluate {
  if (fallback === undefined) return read;
  return (record) => {
    const value = read(record);
    return isEmpty(value) ? fallback : value;
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

function compileEach(rule: EachRule, scope: CompileScope): Evaluate {
  const read = compilePath(rule.from.path);
  const filter = rule.filter && compilePredicate(rule.filter);
  const name = itemName(rule.as);
  const build = compileRules(rule.rules, { ...scope, insideEach: true });
  return (record, run) => {
    const list = read(record);
    if (isMissing(list)) return undefined;
    if (!isList(list)) {
      run.report(rule.id, rule.target, wrongKind('a list', list, 'Choose a list as the source of this loop.'));
      return undefined;
    }
    run.budget.chargeItems(list.length);
    const inner: Record<string, Json> = { ...record };
    const made: Json[] = [];
    list.forEach((item, index) => {
      inner[name] = item;
      inner['index'] = index;
      const errorsBefore = run.errors.length;
      if (passes(filter, inner, { rule, run })) {
        const value = build(inner, run);
        if (value !== undefined) made.push(value);
      }
      if (run.errors.length > errorsBefore) run.prefixErrorsFrom(errorsBefore, `${rule.target}[${index}]`);
    });
    run.budget.chargeOutput(made.length === 0 ? null : made.length);
    return made;
  };
}

function passes(filter: Predicate | undefined, scope: Scope, { rule, run }: { rule: EachRule; run: RuleRun }): boolean {
  if (!filter) return true;
  try {
    return filter(scope);
  } catch (thrown) {
    run.report(rule.id, wholeItem, thrown);
    return false;
  }
}

function itemName(name: string): string {
  const parsed = parsePath(name);
  if (parsed.ok && parsed.value.length === 1 && typeof parsed.value[0] === 'string' && name !== 'index')
    return parsed.value[0];
  throw new CompileFailure('BAD_NAME', `"${name}" cannot name the item of a list.`, 'Use one word, such as line.');
}
