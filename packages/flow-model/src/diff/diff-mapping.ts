import { compareJson, type EachRule, type MappingDocument, type MappingPart, type MappingRule, type MappingTest, type ValueTable } from '@penstock/mapping';
import { describeRule, describeValue } from './describe-values';
import { asJson, isSame, sides, type Subject } from './difference-of';
import type { FlowDifference } from './flow-difference';

/** Rules by what they fill, then value tables, variables, parts, and what no run reads: the tests. */
export const diffMappings = (subject: Subject, before: MappingDocument, after: MappingDocument): FlowDifference[] => [
  ...diffRules({ subject, before: before.rules, after: after.rules, within: '' }),
  ...diffTables(subject, before.tables, after.tables),
  ...diffVariables(subject, before.vars, after.vars),
  ...diffNamed({ subject, before: before.parts, after: after.parts }, partWords),
  ...diffNamed({ subject, before: before.tests, after: after.tests }, testWords),
];

interface RuleLists {
  readonly subject: Subject;
  readonly before: readonly MappingRule[];
  readonly after: readonly MappingRule[];
  /** Target of the list around, ending in `[].`; empty at the top. */
  readonly within: string;
}

function diffRules({ subject, before, after, within }: RuleLists): FlowDifference[] {
  const [was, is] = [byTarget(before), byTarget(after)];
  const found: FlowDifference[] = [];
  for (const [key, rule] of was) {
    const next = is.get(key);
    if (next) found.push(...diffRule({ subject, within }, rule, next));
    else found.push(oneSided('rule-removed', { subject, within }, rule));
  }
  for (const [key, rule] of is) if (!was.has(key)) found.push(oneSided('rule-added', { subject, within }, rule));
  return [...found, ...diffOrder({ subject, within }, [...was.keys()], [...is.keys()])];
}

/** A target may be filled by several rules with conditions; they are told apart by their place among each other. */
function byTarget(rules: readonly MappingRule[]): ReadonlyMap<string, MappingRule> {
  const found = new Map<string, MappingRule>();
  for (const rule of rules) {
    let key = rule.target;
    for (let again = 2; found.has(key); again += 1) key = `${rule.target} (${again})`;
    found.set(key, rule);
  }
  return found;
}

type Place = Pick<RuleLists, 'subject' | 'within'>;

function oneSided(kind: 'rule-added' | 'rule-removed', { subject, within }: Place, rule: MappingRule): FlowDifference {
  const path = `${within}${rule.target}`;
  const isAdded = kind === 'rule-added';
  return {
    kind,
    weight: 'behaviour',
    ...subject,
    path,
    ...(isAdded ? sides(undefined, rule) : sides(rule, undefined)),
    sentence: isAdded
      ? `“${subject.stepName}”: ${path} is now filled from ${describeRule(rule)}.`
      : `“${subject.stepName}”: ${path} is no longer filled (it was ${describeRule(rule)}).`,
  };
}

function diffRule(place: Place, before: MappingRule, after: MappingRule): FlowDifference[] {
  if (before.kind !== 'each' || after.kind !== 'each') return changedRule(place, before, after);
  const shallow = (rule: EachRule): EachRule => ({ ...rule, rules: [] });
  const inner = diffRules({ subject: place.subject, before: before.rules, after: after.rules, within: `${place.within}${after.target}[].` });
  return [...changedRule(place, shallow(before), shallow(after)), ...inner];
}

function changedRule({ subject, within }: Place, before: MappingRule, after: MappingRule): FlowDifference[] {
  if (isSame(before, after)) return [];
  const path = `${within}${after.target}`;
  const isWording = isSame(withoutWords(before), withoutWords(after));
  const name = subject.stepName;
  const sentence = isWording
    ? `“${name}”: the remark or origin of ${path} changed; its value comes from the same place.`
    : `“${name}”: ${path} now comes from ${describeRule(after)} (it was ${describeRule(before)}).`;
  return [{ kind: 'rule-changed', weight: isWording ? 'wording' : 'behaviour', ...subject, path, ...sides(before, after), sentence }];
}

/** The rule without what only people read. */
const withoutWords = (rule: MappingRule): object => ({ ...rule, id: undefined, comment: undefined, origin: undefined });

function diffOrder({ subject, within }: Place, before: readonly string[], after: readonly string[]): FlowDifference[] {
  const [was, is] = [before.filter((key) => after.includes(key)), after.filter((key) => before.includes(key))];
  if (isSame(was, is)) return [];
  const where = within === '' ? 'the fields' : `the fields of ${within.slice(0, -1)}`;
  return [{ kind: 'rules-reordered', weight: 'behaviour', ...subject, path: within, ...sides(was, is), sentence: `“${subject.stepName}”: ${where} are filled in another order.` }];
}

type Tables = Readonly<Record<string, ValueTable>>;

function diffTables(subject: Subject, before: Tables, after: Tables): FlowDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): FlowDifference[] => {
    const [was, is] = [before[name], after[name]];
    if (isSame(was, is)) return [];
    return [{ kind: 'table-changed', weight: 'behaviour', ...subject, path: name, ...sides(was, is), sentence: tableSentence(subject.stepName, name, { was, is }) }];
  });
}

const mostRowsNamed = 3;

function tableSentence(stepName: string, name: string, { was, is }: { readonly was: ValueTable | undefined; readonly is: ValueTable | undefined }): string {
  if (!was) return `“${stepName}”: the value table “${name}” is new, with ${is?.rows.length ?? 0} rows.`;
  if (!is) return `“${stepName}”: the value table “${name}” is gone.`;
  const changes = compareJson(rowsByKey(was), rowsByKey(is)).map(({ path, before, after }) => `${path}: ${describeValue(before)} became ${describeValue(after)}`);
  if (changes.length === 0) return `“${stepName}”: the value table “${name}” treats its rows or unknown values differently.`;
  const more = changes.length > mostRowsNamed ? ` and ${changes.length - mostRowsNamed} more` : '';
  return `“${stepName}”: the value table “${name}” changed (${changes.slice(0, mostRowsNamed).join('; ')}${more}).`;
}

const rowsByKey = ({ rows }: ValueTable) => asJson(Object.fromEntries([...rows].reverse()));

type Variables = MappingDocument['vars'];

/** A variable sees the ones before it: their order counts. */
function diffVariables(subject: Subject, before: Variables = [], after: Variables = []): FlowDifference[] {
  const [was, is] = [formulas(before), formulas(after)];
  const found = diffNamed({ subject, before: was, after: is }, variableWords);
  const names = (list: NonNullable<Variables>, other: Readonly<Record<string, string>>) => list.map(({ name }) => name).filter((name) => Object.hasOwn(other, name));
  const [oldOrder, newOrder] = [names(before, is), names(after, was)];
  if (isSame(oldOrder, newOrder)) return found;
  return [...found, { kind: 'setting-changed', weight: 'behaviour', ...subject, path: 'vars', ...sides(oldOrder, newOrder), sentence: `“${subject.stepName}”: the variables are calculated in another order.` }];
}

const formulas = (variables: NonNullable<Variables>): Readonly<Record<string, string>> => Object.fromEntries(variables.map(({ name, formula }) => [name, formula]));

interface NamedThings<T> {
  readonly subject: Subject;
  readonly before: Readonly<Record<string, T>> | undefined;
  readonly after: Readonly<Record<string, T>> | undefined;
}

interface NamedWords<T> extends Pick<FlowDifference, 'kind' | 'weight'> {
  /** Where they stand in the mapping. */
  readonly place: string;
  /** `the variable “net”`. */
  called(name: string): string;
  describe(value: T): string;
}

const variableWords: NamedWords<string> = {
  kind: 'setting-changed',
  weight: 'behaviour',
  place: 'vars',
  called: (name) => `the variable “${name}”`,
  describe: (formula) => `= ${formula}`,
};
const partWords: NamedWords<MappingPart> = {
  kind: 'setting-changed',
  weight: 'behaviour',
  place: 'parts',
  called: (name) => `the part “${name}”`,
  describe: ({ rules }) => rules.map((rule) => `${rule.target} from ${describeRule(rule)}`).join(', ') || 'no rules',
};
const testWords: NamedWords<MappingTest> = {
  kind: 'note-changed',
  weight: 'wording',
  place: 'tests',
  called: (id) => `the mapping test “${id}”`,
  describe: ({ name }) => describeValue(name),
};

function diffNamed<T>({ subject, before = {}, after = {} }: NamedThings<T>, { kind, weight, place, called, describe }: NamedWords<T>): FlowDifference[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name): FlowDifference[] => {
    const [was, is] = [before[name], after[name]];
    if (isSame(was, is)) return [];
    const change = was === undefined ? `is new: ${describe(is as T)}` : is === undefined ? 'is gone' : `is now ${describe(is)} (it was ${describe(was)})`;
    return [{ kind, weight, ...subject, path: `${place}.${name}`, ...sides(was, is), sentence: `“${subject.stepName}”: ${called(name)} ${change}.` }];
  });
}
