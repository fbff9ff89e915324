import type { Condition, DecisionRule, EachRule, MappingRule, ObjectRule, ValueRule } from '../document';
import { formulaPlace } from '../condition';
import { variableId, variablesName } from '../compile-variables';
import { parsePath } from '../field-path';
import { formulaProblems, variableProblems } from '../formula-problems';
import { checkFormula } from '../formula/check/check-formula';
import { isImpossible, noFacts, type Facts } from '../formula/check/env';
import { typeOfConstant } from '../formula/check/form-types';
import type { FormulaDiagnostic } from '../formula/diagnostic';
import { typeAt, type FormulaScope } from '../formula/scope';
import type { MappingProblem } from '../problems';
import { arrayOf, membersOf, objectOf, types, type Type } from '../types/type';
import { describeType } from '../types/type-words';
import { itemOf, memberOf } from '../types/members';
import { isNullable, nullable, unionOf, withoutNull } from '../types/union';
import { checkAssignment } from './check-assignment';
import { decisionFaults } from './check-decision';
import { checkTables } from './check-tables';
import { conditionFacts } from './condition-facts';
import { scopeAt, withNames, type TypeLevel } from './level';
import { typeThroughSteps } from './step-types';

/** Looks at each rule's type: formulas, conditions, tables, what fits its target, and where card data would get to. */
export function checkTypes(level: TypeLevel): void {
  const { document } = level;
  let inner = level;
  const names: [string, Type][] = [];
  for (const variable of document.vars ?? []) {
    level.visit?.(variableId(variable.name), scopeAt(inner));
    const { type, diagnostics } = checkFormula(variable.formula, scopeAt(inner));
    level.problems.push(...variableProblems(variable, beyondOpen(diagnostics, variable.formula, inner)));
    names.push([variable.name, type]);
    inner = withNames(level, [[variablesName, objectOf(names)]]);
  }
  checkRules(document.rules, document.vars ? inner : level);
}

export function checkRules(rules: readonly MappingRule[], level: TypeLevel): void {
  for (const rule of rules) checkRule(rule, level);
}

function checkRule(rule: MappingRule, level: TypeLevel): void {
  switch (rule.kind) {
    case 'omit':
      return;
    case 'each':
      return checkEach(rule, level);
    case 'object':
      return checkObject(rule, level);
    default:
      return checkValue(rule, level);
  }
}

function checkValue(rule: ValueRule, level: TypeLevel): void {
  const from = rule.kind === 'pipe' || rule.kind === 'formula' ? (rule.from ?? []) : [];
  const [holds, fails] = whenFacts(rule, level, scopeAt(level, { from }));
  const scope = scopeAt(level, { from, facts: holds });
  const wanted = targetAt(rule.target, level);
  level.visit?.(rule.id, wanted ? { ...scope, expected: wanted } : scope);
  if (rule.when && isImpossible(holds)) report(rule, level, neverApplies);
  const made = valueType(rule, level, scope);
  const fallback = defaultType(rule, level, scope);
  const otherwise = rule.when && rule.otherwise !== undefined ? [typeOfConstant(rule.otherwise)] : [];
  const stands = fallback ? [fallback, ...otherwise] : otherwise;
  checkTables(rule, level, scope);
  const isLeftOut = rule.when !== undefined && rule.otherwise === undefined && !isImpossible(fails);
  const type = unionOf([fallback ? withoutNull(made) : made, ...stands]);
  checkAssignment(rule, level, { type, made, stands, target: wanted, isLeftOut });
}

const neverApplies = {
  code: 'RULE_NEVER_APPLIES',
  severity: 'warning' as const,
  message: 'The condition of this rule can never hold.',
  fix: 'Correct the condition, or remove the rule.',
};

const report = (rule: MappingRule, level: TypeLevel, words: Omit<MappingProblem, 'ruleId' | 'path'>): void => {
  level.problems.push({ ruleId: rule.id, path: rule.target, ...words });
};

function whenFacts(rule: ValueRule | ObjectRule, level: TypeLevel, scope: FormulaScope): readonly [Facts, Facts] {
  const { when } = rule;
  if (!when) return [noFacts, noFacts];
  checkCondition(rule, when, { level, scope, place: 'when' });
  return [conditionFacts(when, true, scope), conditionFacts(when, false, scope)];
}

interface FormulaPlacement {
  readonly level: TypeLevel;
  readonly scope: FormulaScope;
  readonly place: string;
}

/** Formulas inside of a condition must answer yes or no. */
function checkCondition(rule: MappingRule, condition: Condition, at: FormulaPlacement): void {
  const inside = (name: string): FormulaPlacement => ({ ...at, place: formulaPlace(at.place, name) });
  if ('all' in condition) condition.all.forEach((part, index) => checkCondition(rule, part, inside(`all[${index}]`)));
  else if ('any' in condition)
    condition.any.forEach((part, index) => checkCondition(rule, part, inside(`any[${index}]`)));
  else if ('not' in condition) checkCondition(rule, condition.not, inside('not'));
  else if ('formula' in condition) askedType(rule, condition.formula, inside('formula'));
}

function askedType(rule: MappingRule, formula: string, at: FormulaPlacement): void {
  const type = formulaType(rule, formula, at);
  const isYesNo = membersOf(type).every(({ kind }) => kind === 'bool' || kind === 'any' || kind === 'never');
  if (isYesNo) return;
  const mayBeMissing = membersOf(type).some(({ kind }) => kind === 'bool');
  report(rule, at.level, {
    code: mayBeMissing ? 'MAY_BE_MISSING' : 'NOT_A_CONDITION',
    severity: type.observed ? 'warning' : 'error',
    place: at.place,
    range: { start: 0, end: formula.length },
    message: mayBeMissing
      ? 'This condition may be missing, and then it is neither yes nor no.'
      : `A condition must be yes or no; this is ${describeType(type)}.`,
    fix: 'Compare it with something, or ask has(field).',
  });
}

/** The type of a formula; what is wrong with it is told. What is wrong whatever the data was told before. */
function formulaType(rule: MappingRule, formula: string, { level, scope, place }: FormulaPlacement): Type {
  const { type, diagnostics } = checkFormula(formula, scope);
  level.problems.push(...formulaProblems(rule, { place, diagnostics: beyondOpen(diagnostics, formula, level) }));
  return type;
}

/** Compiling told the errors that show without any types. */
function beyondOpen(
  diagnostics: readonly FormulaDiagnostic[],
  formula: string,
  { document }: TypeLevel,
): readonly FormulaDiagnostic[] {
  if (diagnostics.length === 0) return diagnostics;
  const open = checkFormula(formula, {
    names: new Map(),
    open: true,
    tables: document.tables,
    facts: noFacts,
  }).diagnostics;
  const told = new Set(
    open.filter(({ severity }) => severity === 'error').map(({ code, range }) => `${code} ${range.start} ${range.end}`),
  );
  return diagnostics.filter(({ code, range }) => !told.has(`${code} ${range.start} ${range.end}`));
}

function valueType(rule: ValueRule, level: TypeLevel, scope: FormulaScope): Type {
  switch (rule.kind) {
    case 'const':
      return typeOfConstant(rule.value);
    case 'copy':
      return narrowedAt(rule.from.path, scope);
    case 'formula':
      return formulaType(rule, rule.formula, { level, scope, place: 'formula' });
    case 'decision':
      return decisionType(rule, level, scope);
    case 'pipe': {
      const [first, ...others] = rule.from.map(({ path }) => narrowedAt(path, scope));
      const start =
        others.length > 0 ? arrayOf(unionOf([first ?? types.any, ...others].map(nullable))) : (first ?? types.any);
      return typeThroughSteps(start, rule.steps, level.document);
    }
  }
}

const narrowedAt = (path: string, scope: FormulaScope): Type => scope.facts.get(path) ?? typeAt(path, scope);

/** What stands in for a value that is missing; undefined for a rule without a default. */
function defaultType(rule: ValueRule, level: TypeLevel, scope: FormulaScope): Type | undefined {
  const { default: fixed, defaultFormula } = rule;
  if (defaultFormula !== undefined) return formulaType(rule, defaultFormula, { level, scope, place: 'defaultFormula' });
  return fixed === undefined ? undefined : typeOfConstant(fixed);
}

function decisionType(rule: DecisionRule, level: TypeLevel, scope: FormulaScope): Type {
  const columns = rule.columns.map(({ formula }, at) =>
    formulaType(rule, formula, { level, scope, place: `columns[${at}].formula` }),
  );
  for (const fault of decisionFaults(rule, columns)) {
    if (fault.kind === 'gap' && rule.fallback !== undefined) continue;
    report(rule, level, { severity: 'warning', ...decisionWords(fault) });
  }
  const values = rule.rows.map(({ value }) => typeOfConstant(value));
  return unionOf(rule.fallback === undefined ? values : [...values, typeOfConstant(rule.fallback)]);
}

function decisionWords(
  fault: ReturnType<typeof decisionFaults>[number],
): Pick<MappingProblem, 'code' | 'message' | 'fix'> {
  switch (fault.kind) {
    case 'unreachable':
      return {
        code: 'UNREACHABLE_ROW',
        message: `Row ${fault.row + 1} is never taken: rows before it take everything it would.`,
        fix: 'Move it up, or delete it.',
      };
    case 'overlap':
      return {
        code: 'ROWS_OVERLAP',
        message: `Rows ${fault.with + 1} and ${fault.row + 1} take the same records and give different values; the first one wins.`,
        fix: 'Make their conditions exclude each other.',
      };
    case 'gap':
      return {
        code: 'ROWS_WITH_GAP',
        message: `No row takes ${fault.example.join(', ')}.`,
        fix: 'Add a row, or a value for records without one.',
      };
  }
}

function checkEach(rule: EachRule, level: TypeLevel): void {
  const list = narrowedAt(rule.from.path, scopeAt(level));
  const item = itemOf(withoutNull(list)) ?? types.any;
  const items = withNames(level, [
    [rule.as, item],
    ['index', types.int],
  ]);
  const scope = scopeAt(items);
  level.visit?.(rule.id, scope);
  if (rule.filter) checkCondition(rule, rule.filter, { level, scope, place: 'filter' });
  const facts = rule.filter ? conditionFacts(rule.filter, true, scope) : noFacts;
  const key =
    rule.groupBy === undefined
      ? undefined
      : formulaType(rule, rule.groupBy, { level, scope: scopeAt(items, { facts }), place: 'groupBy' });
  const seen = key
    ? objectOf([
        ['key', key],
        ['items', arrayOf(item)],
      ] as const)
    : item;
  const inner = {
    ...withNames(items, [[rule.as, seen]]),
    facts: key ? level.facts : new Map([...level.facts, ...facts]),
  };
  rule.orderBy?.forEach(({ by }, at) =>
    formulaType(rule, by, { level, scope: scopeAt(inner), place: `orderBy[${at}].by` }),
  );
  const target = itemOf(targetAt(rule.target, level) ?? types.any);
  checkInner(rule, { ...inner, target }, seen);
  if (isNullable(list))
    checkAssignment(rule, level, {
      made: types.never,
      stands: [],
      type: nullable(types.never),
      target: targetAt(rule.target, level),
      isLeftOut: true,
    });
}

function checkObject(rule: ObjectRule, level: TypeLevel): void {
  level.visit?.(rule.id, scopeAt(level));
  const [facts] = whenFacts(rule, level, scopeAt(level));
  const source = rule.from && withoutNull(narrowedAt(rule.from.path, scopeAt(level, { facts })));
  const named = source && rule.as !== undefined ? withNames(level, [[rule.as, source]]) : level;
  checkInner(
    rule,
    { ...named, facts: new Map([...level.facts, ...facts]), target: targetAt(rule.target, level) },
    source,
  );
}

/** The rules inside, or those of the part that is used, which has its own name for the source. */
function checkInner(rule: EachRule | ObjectRule, level: TypeLevel, source: Type | undefined): void {
  const { use } = rule;
  if (use === undefined) return checkRules(rule.rules, level);
  const parts = level.document.parts ?? {};
  const part = Object.hasOwn(parts, use) ? parts[use] : undefined;
  if (!part || level.using.includes(use)) return;
  checkRules(part.rules, { ...withNames(level, [[part.as, source ?? types.any]]), using: [...level.using, use] });
}

/** The type wanted at a target path; undefined where no schema is known. */
export function targetAt(path: string, { target }: TypeLevel): Type | undefined {
  if (!target) return undefined;
  if (path === '.') return target;
  const parsed = parsePath(path);
  let type: Type = target;
  for (const segment of parsed.ok ? parsed.value : []) {
    const next = typeof segment === 'number' ? itemOf(withoutNull(type)) : memberType(withoutNull(type), segment);
    if (!next) return undefined;
    type = next;
  }
  return type;
}

/** As the schema has it: whether it may be left out is another question than whether it may be null. */
function memberType(type: Type, name: string): Type | undefined {
  const found = memberOf(type, name);
  return found.known ? (found.property?.type ?? found.type) : undefined;
}
