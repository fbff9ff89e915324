import { isDeeperThanAllowed, structuralProblems } from './compile';
import { anyKind, kindsOfConstant, kindsThroughSteps, mismatch, outsideChoices, type Kinds } from './check-kinds';
import { missingRequired } from './check-required';
import {
  checkConditionSources,
  checkSource,
  checkSourceRefs,
  type SourceCheck,
  type SourceSchemas,
} from './check-sources';
import {
  mappingDocument,
  type Condition,
  type EachRule,
  type MappingDocument,
  type MappingRule,
  type ObjectRule,
  type ValueRule,
} from './document';
import { anything, isSchema, shapeAt, shapeOf, type JsonSchema, type SchemaShape } from './json-schema';
import { variablesName } from './compile-variables';
import { checkTypes } from './checker/check-types';
import { rootLevel } from './checker/level';
import { parsePath } from './field-path';
import type { MappingProblem } from './problems';

export interface CheckOptions {
  /** What is known of the record, by the first name of a path; absent: source paths are not checked. */
  readonly sources?: SourceSchemas;
  /** What the output must look like; absent: targets are not checked. */
  readonly target?: JsonSchema;
  /** Tells also what may go wrong only with data the schemas leave open: texts without a length, optional sources. */
  readonly thorough?: boolean;
}

/** Everything that can be said about a mapping without running it. No error in the answer: it can be deployed. */
export function checkMapping(document: MappingDocument, options: CheckOptions = {}): readonly MappingProblem[] {
  const structural = structuralProblems(document);
  const parsed = isDeeperThanAllowed(document) ? undefined : mappingDocument.safeParse(document);
  if (!parsed?.success) return structural;
  const { rules } = parsed.data;
  const sources = options.sources && parsed.data.vars ? { ...options.sources, [variablesName]: {} } : options.sources;
  const level: Level = { sources, target: options.target, problems: [] };
  for (const rule of rules) checkRule(rule, level);
  const required = options.target ? missingRequired(rules, options.target) : [];
  const typed = typeProblems(parsed.data, options);
  return [...structural, ...repeatedIds(rules), ...level.problems, ...typed, ...required];
}

function typeProblems(
  document: MappingDocument,
  { sources, target, thorough = false }: CheckOptions,
): readonly MappingProblem[] {
  const level = rootLevel(document, { ...(sources && { sources }), ...(target && { target }), thorough });
  checkTypes(level);
  return level.problems;
}

interface Level {
  readonly sources: SourceSchemas | undefined;
  readonly target: JsonSchema | undefined;
  readonly problems: MappingProblem[];
}

function checkRule(rule: MappingRule, level: Level): void {
  const check: SourceCheck = { ruleId: rule.id, sources: level.sources, problems: level.problems };
  const target = targetShape(rule, level);
  if (rule.kind === 'each') return checkEach(rule, { level, check, target });
  if (rule.kind === 'object') return checkObject(rule, { level, check, target });
  if (rule.kind === 'omit') return;
  checkConditionSources(rule.when, check);
  const report = (problem: Omit<MappingProblem, 'ruleId'> | undefined): void => {
    if (problem) level.problems.push({ ruleId: rule.id, ...problem });
  };
  report(mismatch(kindsOfRule(rule, check), target, rule));
  for (const constant of rule.kind === 'const' ? [rule.value, rule.otherwise] : [rule.default, rule.otherwise]) {
    if (constant !== undefined) report(outsideChoices(constant, target, rule));
  }
}

function kindsOfRule(rule: ValueRule, check: SourceCheck): Kinds {
  switch (rule.kind) {
    case 'const':
      return kindsOfConstant(rule.value);
    case 'copy':
      return checkSource(rule.from.path, check).kinds;
    case 'formula':
    case 'decision':
      return anyKind;
    case 'pipe': {
      const shapes = checkSourceRefs(rule.from, check);
      for (const { op, args } of rule.steps) if (op === 'decisionTable') checkDecisions(args['rows'], check);
      const start: Kinds = shapes.length > 1 ? new Set(['list']) : (shapes[0]?.kinds ?? anyKind);
      return kindsThroughSteps(start, rule.steps, (problem) =>
        check.problems.push({ ruleId: rule.id, path: rule.target, ...problem }),
      );
    }
  }
}

/** The step's own input is the source `value`, of which nothing is known here. */
function checkDecisions(rows: unknown, check: SourceCheck): void {
  if (!Array.isArray(rows) || !check.sources) return;
  const sources = { ...check.sources, value: check.sources['value'] ?? {} };
  for (const row of rows as { when?: Condition }[]) checkConditionSources(row.when, { ...check, sources });
}

function checkEach(
  rule: EachRule,
  { level, check, target }: { level: Level; check: SourceCheck; target: SchemaShape },
): void {
  const list = checkSource(rule.from.path, check);
  if (list.kinds.size > 0 && !list.kinds.has('list')) {
    level.problems.push({
      ruleId: rule.id,
      code: 'NOT_A_LIST',
      severity: 'error',
      path: rule.from.path,
      message: `The loop goes over "${rule.from.path}", which is not a list.`,
      fix: 'Choose a list of the source.',
    });
  }
  const wrong = mismatch(new Set(['list']), target, rule);
  if (wrong) level.problems.push({ ruleId: rule.id, ...wrong });

  const sources = level.sources && {
    ...level.sources,
    [rule.as]: withDefinitions(list.items, rootSchema(rule.from.path, level.sources)),
    index: { type: 'integer' },
  };
  checkConditionSources(rule.filter, { ...check, sources });
  const inner: Level = { ...level, sources, target: level.target && withDefinitions(target.items, level.target) };
  for (const each of rule.rules) checkRule(each, inner);
  level.problems.push(...repeatedIds(rule.rules));
}

function checkObject(
  rule: ObjectRule,
  { level, check, target }: { level: Level; check: SourceCheck; target: SchemaShape },
): void {
  checkConditionSources(rule.when, check);
  const source = rule.from && checkSource(rule.from.path, check);
  const wrong = mismatch(new Set(['object']), target, rule);
  if (wrong) level.problems.push({ ruleId: rule.id, ...wrong });
  const named =
    source && rule.as !== undefined && rule.from && level.sources
      ? { [rule.as]: schemaOf(source, rootSchema(rule.from.path, level.sources)) }
      : {};
  const sources = level.sources && { ...level.sources, ...named };
  const inner: Level = { ...level, sources, target: level.target && schemaOf(target, level.target) };
  for (const each of rule.rules) checkRule(each, inner);
  level.problems.push(...repeatedIds(rule.rules));
}

/** The schema of one place, with the definitions its parts point to. */
const schemaOf = ({ properties, required, additional, kinds }: SchemaShape, root: JsonSchema): JsonSchema =>
  kinds.size === 0 && properties.size === 0
    ? {}
    : withDefinitions(
        {
          type: 'object',
          properties: Object.fromEntries(properties),
          required: [...required],
          additionalProperties: additional,
        },
        root,
      );

function targetShape(rule: MappingRule, { target, problems }: Level): SchemaShape {
  if (!target) return anything;
  if (rule.target === '.') return shapeOf(target, target);
  const parsed = parsePath(rule.target);
  if (!parsed.ok) return anything;
  const shape = shapeAt(target, parsed.value);
  if (shape) return shape;
  problems.push({
    ruleId: rule.id,
    code: 'UNKNOWN_TARGET',
    severity: 'error',
    path: rule.target,
    message: `The target has no field "${rule.target}".`,
    fix: 'Choose a field of the target, or remove the rule.',
  });
  return anything;
}

function rootSchema(path: string, sources: SourceSchemas): JsonSchema {
  const parsed = parsePath(path);
  const root = parsed.ok ? parsed.value[0] : undefined;
  return (typeof root === 'string' && Object.hasOwn(sources, root) ? sources[root] : undefined) ?? {};
}

/** A part of a schema keeps the definitions its references point to. */
function withDefinitions(part: JsonSchema | undefined, root: JsonSchema): JsonSchema {
  if (!part) return {};
  return isSchema(root['$defs']) ? { ...part, $defs: root['$defs'] } : part;
}

function repeatedIds(rules: readonly MappingRule[]): MappingProblem[] {
  const seen = new Set<string>();
  return rules.flatMap((rule): MappingProblem[] => {
    if (!seen.has(rule.id)) {
      seen.add(rule.id);
      return [];
    }
    return [
      {
        ruleId: rule.id,
        code: 'REPEATED_ID',
        severity: 'error',
        path: rule.target,
        message: `Two rules have the id "${rule.id}", so errors could not name one of them.`,
        fix: 'Give each rule its own id.',
      },
    ];
  });
}
