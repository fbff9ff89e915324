import type { Json } from '@penstock/kernel';
import { compilePath, compilePredicate, type Predicate } from './condition';
import type { CompileScope } from './compile-steps';
import type { EachRule, MappingRule, ObjectRule } from './document';
import { parsePath } from './field-path';
import { compare } from './formula/run/compare';
import { compileFormula } from './formula/run/compile-formula';
import { leaveFormula } from './formula/run/leave-formula';
import type { RunFormula } from './formula/run/part';
import { BudgetExceeded, CompileFailure, wrongKind } from './problems';
import type { RuleRun } from './rule-run';
import type { Evaluate } from './target-tree';
import { isList, isMissing, isObject, scopeWith, type Scope, type Value } from './values';

/** Rules that are made of other rules; `compileRules` compiles those. */
export type CompileRules = (rules: readonly MappingRule[], scope: CompileScope) => Evaluate;

/** The target of a rule that makes the items of its list themselves, not a field of them. */
export const wholeItem = '.';

/** Under this name rules of a loop read the position of their item. */
const indexName = 'index';

/** @throws CompileFailure */
export function compileEach(rule: EachRule, scope: CompileScope, compileRules: CompileRules): Evaluate {
  const read = compilePath(rule.from.path);
  const { name, build } = compileInner(rule, { ...scope, insideEach: true }, compileRules);
  const arrange = compileArrangement(rule, { name, scope });
  return (record, run) => {
    const list = read(record);
    if (isMissing(list)) return undefined;
    if (!isList(list)) {
      run.report(rule.id, rule.target, wrongKind('a list', list, 'Choose a list as the source of this loop.'));
      return undefined;
    }
    run.budget.chargeItems(list.length);
    const inner = scopeWith(record, name, null);
    const made: Json[] = [];
    const visit = (item: Json, index: number): void => {
      inner[name] = item;
      inner[indexName] = index;
      const errorsBefore = run.errors.length;
      const value = build(inner, run);
      if (value !== undefined) made.push(value);
      if (run.errors.length > errorsBefore) run.prefixErrorsFrom(errorsBefore, `${rule.target}[${index}]`);
    };
    if (arrange) for (const { item, index } of arranged(() => arrange(list, inner, run), rule, run)) visit(item, index);
    else for (let index = 0; index < list.length; index += 1) visit(list[index] as Json, index);
    run.budget.chargeOutput(made.length === 0 ? null : made.length);
    return made;
  };
}

/** @throws CompileFailure */
export function compileObject(rule: ObjectRule, scope: CompileScope, compileRules: CompileRules): Evaluate {
  const when = rule.when && compilePredicate(rule.when, { sources: new Map(), tables: scope.tables, place: 'when' });
  const read = rule.from && compilePath(rule.from.path);
  const { name, build } = compileInner(rule, { ...scope, insideEach: false }, compileRules);
  return (record, run) => {
    if (when && !asked(when, record, { rule, run, path: rule.target })) return undefined;
    const source = read?.(record);
    if (read && isMissing(source)) return undefined;
    if (read && !isObject(source)) {
      run.report(
        rule.id,
        rule.target,
        wrongKind('an object', source, 'Choose an object as the source, or use a loop.'),
      );
      return undefined;
    }
    const errorsBefore = run.errors.length;
    const value = build(read ? scopeWith(record, name, source as Json) : record, run);
    if (run.errors.length > errorsBefore) run.prefixErrorsFrom(errorsBefore, rule.target);
    return isObject(value) && Object.keys(value).length === 0 ? undefined : value;
  };
}

interface Inner {
  readonly name: string;
  readonly build: Evaluate;
}

/** The rules inside, or those of the part that is used. */
function compileInner(rule: EachRule | ObjectRule, scope: CompileScope, compileRules: CompileRules): Inner {
  if (rule.use === undefined)
    return { name: rule.as === undefined ? '' : itemName(rule.as), build: compileRules(rule.rules, scope) };
  if (rule.rules.length > 0) {
    throw new CompileFailure(
      'PART_AND_RULES',
      'A rule that uses a part has no rules of its own.',
      'Move them into the part, or stop using it.',
    );
  }
  const part = Object.hasOwn(scope.parts, rule.use) ? scope.parts[rule.use] : undefined;
  if (!part)
    throw new CompileFailure('UNKNOWN_PART', `There is no part "${rule.use}".`, 'Create it or choose another one.');
  if (scope.using.includes(rule.use)) {
    throw new CompileFailure(
      'PART_USES_ITSELF',
      `The part "${rule.use}" uses itself.`,
      'Take the use inside of it out.',
    );
  }
  const build = compileRules(part.rules, { ...scope, using: scope.usePart(rule.use) });
  return { name: itemName(part.as), build };
}

/** One item of the list as the rules see it, with its place among those they see. */
interface Arranged {
  readonly item: Json;
  readonly index: number;
}

/** Items that cannot be put in order are an error of the loop as a whole. */
function arranged(arrange: () => readonly Arranged[], rule: EachRule, run: RuleRun): readonly Arranged[] {
  try {
    return arrange();
  } catch (thrown) {
    if (thrown instanceof BudgetExceeded) throw thrown;
    run.report(rule.id, rule.target, thrown);
    return [];
  }
}

type Arrange = (list: readonly Json[], inner: Record<string, Json>, run: RuleRun) => readonly Arranged[];

/** Filter, groups, order and limit, in this sequence; undefined where none is set. items keep their places where nothing but a filter is set. */
function compileArrangement(
  rule: EachRule,
  { name, scope }: { name: string; scope: CompileScope },
): Arrange | undefined {
  if (!rule.filter && rule.groupBy === undefined && !rule.orderBy && rule.limit === undefined) return undefined;
  const around = { sources: new Map(), tables: scope.tables };
  const filter = rule.filter && compilePredicate(rule.filter, { ...around, place: 'filter' });
  const groupBy =
    rule.groupBy === undefined ? undefined : compileFormula(rule.groupBy, { ...around, place: 'groupBy' });
  const keys = (rule.orderBy ?? []).map(({ by, descending = false }, at) => ({
    run: compileFormula(by, { ...around, place: `orderBy[${at}].by` }),
    sign: descending ? -1 : 1,
  }));
  const limit = rule.limit ?? Infinity;
  return (list, inner, run) => {
    const visit = (item: Json, index: number): Scope => {
      inner[name] = item;
      inner[indexName] = index;
      return inner;
    };
    let items: Arranged[] = [];
    list.forEach((item, index) => {
      if (filter && !asked(filter, visit(item, index), { rule, run, path: `${rule.target}[${index}]` })) return;
      items.push({ item, index });
    });
    if (groupBy) items = grouped(items, (each) => keyOf(groupBy, visit(each.item, each.index), run));
    if (keys.length > 0) items = sorted(items, keys, (each, key) => key.run(visit(each.item, each.index), run.frame));
    return items.length > limit ? items.slice(0, limit) : items;
  };
}

function grouped(items: readonly Arranged[], keyOf: (item: Arranged) => Json): Arranged[] {
  const groups = new Map<string, { key: Json; items: Json[] }>();
  for (const each of items) {
    const key = keyOf(each);
    const id = `${typeof key}:${String(key)}`;
    const group = groups.get(id) ?? { key, items: [] };
    group.items.push(each.item);
    groups.set(id, group);
  }
  return [...groups.values()].map((item, index) => ({ item, index }));
}

function keyOf(formula: RunFormula, scope: Scope, run: RuleRun): Json {
  const key = leaveFormula(formula(scope, run.frame)) ?? null;
  if (isList(key) || isObject(key))
    throw wrongKind('one value to group by', key, 'Group by a text, a number or a date.');
  return key;
}

interface CompiledKey {
  readonly run: RunFormula;
  readonly sign: number;
}

/** Items without a key come last, whatever the direction. */
function sorted(
  items: readonly Arranged[],
  keys: readonly CompiledKey[],
  valueOf: (item: Arranged, key: CompiledKey) => unknown,
): Arranged[] {
  const keyed = items.map((each) => ({ each, values: keys.map((key) => valueOf(each, key) as Value) }));
  keyed.sort((a, b) => {
    for (const [at, { sign }] of keys.entries()) {
      const [x, y] = [a.values[at], b.values[at]];
      if (isMissing(x) || isMissing(y)) {
        if (isMissing(x) !== isMissing(y)) return isMissing(x) ? 1 : -1;
        continue;
      }
      const order = compare(x, y);
      if (order !== 0) return sign * order;
    }
    return 0;
  });
  return keyed.map(({ each }, index) => ({ item: each.item, index }));
}

/** A condition that cannot be answered is an error of its rule, and holds for nothing. */
function asked(when: Predicate, scope: Scope, at: { rule: MappingRule; run: RuleRun; path: string }): boolean {
  try {
    return when(scope, at.run.frame);
  } catch (thrown) {
    if (thrown instanceof BudgetExceeded) throw thrown;
    at.run.report(at.rule.id, at.path, thrown);
    return false;
  }
}

/** @throws CompileFailure */
export function itemName(name: string): string {
  const parsed = parsePath(name);
  if (parsed.ok && parsed.value.length === 1 && typeof parsed.value[0] === 'string' && name !== indexName)
    return parsed.value[0];
  throw new CompileFailure('BAD_NAME', `"${name}" cannot name the item of a list.`, 'Use one word, such as line.');
}
