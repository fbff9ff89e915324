import type { MappingDocument, MappingRule, NestingRule, PipeRule, ValueRule } from './document';
import { formatPath, parsePath } from './field-path';
import { formulaPaths } from './formula/check/read-paths';
import { pathsOfRule } from './rule-paths';

/** One place of the record that a rule reads. */
export interface MappingReading {
  /** Absent for a variable of the mapping. */
  readonly ruleId?: string;
  /** What the rule makes, without positions: `lines.sku`; of a variable `vars.<name>`. */
  readonly target: string;
  /** From the root of the record, without positions: `trigger.order.lines.sku`. Names of loops are worked out. */
  readonly path: string;
  /** The rule says what becomes of a value that is missing or empty. */
  readonly isTolerant: boolean;
  /** A loop or an object goes into it: what is inside is read by its rules, or by nobody. */
  readonly isEntered?: boolean;
  /** The rule has a way for these values only. */
  readonly known?: KnownValues;
}

/** `table`: its name, with the rows of a table of the mapping; rows of an environment's table are kept elsewhere. */
export interface KnownValues {
  readonly table?: string;
  readonly values?: readonly string[];
  readonly ignoreCase: boolean;
}

/** Every place a mapping reads, rule by rule; parts count where they are used. Conditions and formulas are looked into. */
export function mappingReadings(document: MappingDocument): readonly MappingReading[] {
  const variables = (document.vars ?? []).flatMap(({ name, formula }) =>
    formulaPaths(formula).map((path) => ({ target: `vars.${name}`, path: plainPath(path), isTolerant: false })),
  );
  return [...variables, ...readingsOf(document.rules, { document, names: new Map(), target: '', depth: 0 })];
}

/** Every place of the target that a mapping writes, without positions, e.g. `lines.sku`. */
export function mappingTargets(document: MappingDocument): readonly string[] {
  return targetsOf(document.rules, { document, names: new Map(), target: '', depth: 0 });
}

interface Level {
  readonly document: MappingDocument;
  /** Names of loops and objects, with the path of what stands behind them. */
  readonly names: ReadonlyMap<string, string>;
  readonly target: string;
  readonly depth: number;
}

/** Parts may name each other in a circle; the checker says so, and here it ends. */
const deepestLevel = 30;

function readingsOf(rules: readonly MappingRule[], level: Level): readonly MappingReading[] {
  if (level.depth > deepestLevel) return [];
  return rules.flatMap((rule) => {
    if (rule.kind === 'each' || rule.kind === 'object') return [...readingsOfNesting(rule, level), ...readingsOf(rulesOf(rule, level), within(rule, level))];
    const known = knownValues(rule, level);
    return pathsOfRule(rule).map((path) => ({ ...readingOf(rule, path, level), ...(known?.path === path && { known: known.values }) }));
  });
}

/** What a loop or object goes over, and what it asks of each item. */
function readingsOfNesting(rule: NestingRule, level: Level): readonly MappingReading[] {
  const { names } = within(rule, level);
  const isEntered = rule.use === undefined || partOf(rule, level) !== undefined;
  const sorted = rule.kind === 'each' ? (rule.orderBy ?? []).flatMap(({ by }) => formulaPaths(by)) : [];
  const asked = new Set([...pathsOfRule(rule).filter((path) => path !== rule.from?.path), ...sorted]);
  return [
    ...(rule.from ? [{ ...readingOf(rule, rule.from.path, level), isEntered }] : []),
    ...[...asked].map((path) => readingOf(rule, path, { ...level, names })),
  ];
}

function targetsOf(rules: readonly MappingRule[], level: Level): readonly string[] {
  if (level.depth > deepestLevel) return [];
  return rules.flatMap((rule) => {
    const own = rule.kind === 'omit' ? [] : [under(level.target, rule.target)];
    if (rule.kind !== 'each' && rule.kind !== 'object') return own;
    return [...own, ...targetsOf(rulesOf(rule, level), within(rule, level))];
  });
}

function readingOf(rule: MappingRule, path: string, level: Level): MappingReading {
  return { ruleId: rule.id, target: under(level.target, rule.target), path: plainPath(resolved(path, level.names)), isTolerant: isTolerant(rule) };
}

const isTolerant = (rule: MappingRule): boolean =>
  'onError' in rule && (rule.default !== undefined || rule.defaultFormula !== undefined || rule.onError !== 'fail' || rule.when !== undefined);

function within(rule: NestingRule, level: Level): Level {
  const from = rule.from && resolved(rule.from.path, level.names);
  const part = partOf(rule, level);
  const names = new Map(level.names);
  for (const name of [rule.as, part?.as]) if (from !== undefined && name !== undefined) names.set(name, from);
  return { ...level, names, target: under(level.target, rule.target), depth: level.depth + 1 };
}

const partOf = ({ use }: NestingRule, { document: { parts = {} } }: Level) => (use !== undefined && Object.hasOwn(parts, use) ? parts[use] : undefined);
const rulesOf = (rule: NestingRule, level: Level): readonly MappingRule[] => partOf(rule, level)?.rules ?? rule.rules;

/** What an only source may be, where a value table or the rows of a decision say it. */
function knownValues(rule: MappingRule, level: Level): { readonly path: string; readonly values: KnownValues } | undefined {
  if (rule.kind === 'pipe') return knownByTable(rule, level);
  return rule.kind === 'decision' ? knownByRows(rule) : undefined;
}

const sameWord: readonly string[] = ['trim', 'lower', 'upper'];

function knownByTable({ from, steps }: PipeRule, { document: { tables } }: Level): { readonly path: string; readonly values: KnownValues } | undefined {
  const at = steps.findIndex(({ op }) => op === 'valueTable');
  const [source, ...others] = from;
  if (at < 0 || !source || others.length > 0 || !steps.slice(0, at).every(({ op }) => sameWord.includes(op))) return undefined;
  const name = String(steps[at]?.args['table']);
  const table = Object.hasOwn(tables, name) ? tables[name] : undefined;
  if (table && table.unmatched !== 'error') return undefined;
  const rows = table && { values: table.rows.map(([key]) => key) };
  return { path: source.path, values: { table: name, ...rows, ignoreCase: at > 0 || table?.ignoreCase === true } };
}

function knownByRows({ columns, rows, fallback }: Extract<ValueRule, { kind: 'decision' }>): { readonly path: string; readonly values: KnownValues } | undefined {
  const [column, ...others] = columns;
  const [path, ...more] = column ? formulaPaths(column.formula) : [];
  if (!column || others.length > 0 || path === undefined || more.length > 0 || column.formula.trim() !== path || fallback !== undefined) return undefined;
  const cells = rows.map(({ cells: [cell] }) => cell);
  const values = cells.flatMap((cell) => (cell && 'oneOf' in cell ? cell.oneOf.map(String) : []));
  return cells.every((cell) => cell && 'oneOf' in cell) ? { path, values: { values, ignoreCase: false } } : undefined;
}

function resolved(path: string, names: ReadonlyMap<string, string>): string {
  const parsed = parsePath(path);
  const [root, ...rest] = parsed.ok ? parsed.value : [];
  const from = root === undefined ? undefined : names.get(String(root));
  const before = from === undefined ? undefined : parsePath(from);
  return before?.ok ? formatPath([...before.value, ...rest]) : path;
}

/** Without positions: a field of one item stands for that of all. A path that cannot be read stays as it is. */
export function plainPath(path: string): string {
  const parsed = parsePath(path.replaceAll('[]', ''));
  return parsed.ok ? formatPath(parsed.value.filter((segment) => typeof segment === 'string')) : path;
}

const under = (place: string, target: string): string => (place === '' ? plainPath(target) : `${place}.${plainPath(target)}`);
