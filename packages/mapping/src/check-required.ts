import { findStep } from './catalogue';
import type { MappingRule } from './document';
import { shapeOf, type JsonSchema, type SchemaShape } from './json-schema';
import { formatPath, parsePath, type PathSegment } from './field-path';
import type { MappingProblem } from './problems';

interface Filled {
  readonly path: readonly PathSegment[];
  readonly rule: MappingRule;
}

/**
 * Required fields of the target that nothing fills. A rule that can make a value fills its own field and all below it;
 * a required object is looked into, an optional one only when some rule fills a part of it.
 */
export function missingRequired(rules: readonly MappingRule[], target: JsonSchema): MappingProblem[] {
  const problems: MappingProblem[] = [];
  checkObject(shapeOf(target, target), { path: [], rules: filledBy(rules), root: target, problems, prefix: '' });
  return problems;
}

interface Level {
  readonly path: readonly PathSegment[];
  readonly rules: readonly Filled[];
  readonly root: JsonSchema;
  readonly problems: MappingProblem[];
  /** Where the rules' own paths begin: `lines[].` inside a loop. */
  readonly prefix: string;
}

const deepest = 30;

function checkObject(shape: SchemaShape, level: Level): void {
  if (level.path.length > deepest) return;
  for (const [name, schema] of shape.properties) {
    const path = [...level.path, name];
    const member = shapeOf(schema, level.root);
    const whole = level.rules.find((filled) => startsWith(path, filled.path));
    const parts = level.rules.filter((filled) => startsWith(filled.path, path));
    if (whole) checkLoop(whole, { member, path, level });
    else if (parts.length > 0) checkParts(member, { ...level, path });
    else if (shape.required.has(name) && !member.hasDefault) reportMissing(member, { ...level, path });
  }
}

/** Each item a loop makes must have the required fields of an item. */
function checkLoop(
  { rule, path: filled }: Filled,
  at: { member: SchemaShape; path: readonly PathSegment[]; level: Level },
): void {
  const { member, path, level } = at;
  if (
    rule.kind !== 'each' ||
    filled.length !== path.length ||
    !member.items ||
    rule.rules.some((each) => each.target === '.' && canMakeValue(each))
  )
    return;
  const prefix = `${level.prefix}${formatPath(path)}[].`;
  checkObject(shapeOf(member.items, level.root), { ...level, path: [], rules: filledBy(rule.rules), prefix });
}

function checkParts(member: SchemaShape, level: Level): void {
  if (!member.items) return checkObject(member, level);
  const positions = new Set(
    level.rules.filter(({ path }) => startsWith(path, level.path)).map(({ path }) => path[level.path.length]),
  );
  const items = shapeOf(member.items, level.root);
  for (const position of positions)
    if (typeof position === 'number') checkObject(items, { ...level, path: [...level.path, position] });
}

/** A required object is reported by its own required fields, which is what the person has to fill. */
function reportMissing(member: SchemaShape, level: Level): void {
  if (member.required.size > 0 && level.path.length <= deepest) return checkObject(member, level);
  const path = `${level.prefix}${formatPath(level.path)}`;
  level.problems.push({
    code: 'REQUIRED_TARGET',
    severity: 'error',
    path,
    message: `"${member.title ?? path}" is required and nothing fills it.`,
    fix: 'Map a source to it or give it a constant.',
  });
}

/** The rules of an object fill its parts. */
function filledBy(rules: readonly MappingRule[], before: readonly PathSegment[] = []): Filled[] {
  return rules.flatMap((rule) => {
    const parsed = parsePath(rule.target);
    if (!parsed.ok || !canMakeValue(rule)) return [];
    const path = [...before, ...parsed.value];
    return rule.kind === 'object' && rule.use === undefined ? filledBy(rule.rules, path) : [{ path, rule }];
  });
}

/**
 * False for a rule that leaves its target out, and for one that was begun and names nothing to take its value from: no source, no default, and no step that
 * makes a value of its own, as `now` or a decision table do.
 */
export function canMakeValue(rule: MappingRule): boolean {
  if (rule.kind === 'omit') return false;
  if (rule.kind !== 'pipe' || rule.from.length > 0 || rule.default !== undefined) return true;
  return rule.steps.some(({ op }) => findStep(op)?.onMissing === 'run');
}

const startsWith = (path: readonly PathSegment[], start: readonly PathSegment[]): boolean =>
  path.length >= start.length && start.every((segment, index) => segment === path[index]);
