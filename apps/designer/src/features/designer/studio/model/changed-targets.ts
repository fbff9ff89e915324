import { canonicalJson, type Json } from '@penstock/kernel';
import type { MappingDocument, MappingRule } from '@penstock/mapping';
import { isNesting, rulePlaces } from './rule-places';
import { usesOfVariable, variablesOf } from './variables';

/** Keys of the targets that are made in another way in one document than in the other, those only one fills included. */
export function changedTargets(before: MappingDocument, after: MappingDocument): ReadonlySet<string> {
  const [was, is] = [waysOf(before), waysOf(after)];
  const own = [...was.keys(), ...is.keys()].filter((target) => was.get(target) !== is.get(target));
  return new Set([...own, ...readersOfChanged(before, after)]);
}

/** What reads a variable that is calculated in another way. */
function readersOfChanged(before: MappingDocument, after: MappingDocument): readonly string[] {
  const was = new Map(variablesOf(before).map(({ name, formula }) => [name, formula]));
  return variablesOf(after)
    .filter(({ name, formula }) => was.get(name) !== formula)
    .flatMap(({ name }) => usesOfVariable(after, name))
    .flatMap(({ kind, name }) => (kind === 'target' ? [name] : []));
}

/** How each target is made, as comparable text: its rules, and the value tables and the part they use. */
function waysOf({ rules, tables, parts }: MappingDocument): ReadonlyMap<string, string> {
  const ways = new Map<string, string>();
  for (const { rule, target } of rulePlaces(rules)) {
    const used = 'steps' in rule ? rule.steps.flatMap(({ args }) => tables[String(args['table'])] ?? []) : [];
    const part = isNesting(rule) && rule.use !== undefined ? parts?.[rule.use] : undefined;
    ways.set(target, `${ways.get(target) ?? ''}${textOf({ ...meaning(rule), used, part })}`);
  }
  return ways;
}

/** What of a rule makes its value; what is inside of it is looked at by itself. */
function meaning(rule: MappingRule): object {
  const { id: _id, comment: _comment, ...rest } = isNesting(rule) ? { ...rule, rules: [] } : rule;
  return { ...rest, origin: undefined, confirmedBy: undefined };
}

const textOf = (value: object): string => canonicalJson(JSON.parse(JSON.stringify(value)) as Json);
