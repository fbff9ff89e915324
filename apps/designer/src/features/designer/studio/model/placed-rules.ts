import type { EachRule, MappingDocument, MappingRule, NestingRule } from '@penstock/mapping';
import { freshRuleId, withoutRule, withRule } from '../../mapping/model/rule-edits';
import type { FieldNode } from './field-tree';
import { isNesting, sourceKey, startOf, type RulePlace } from './rule-places';

/** The document with the rules inside the given loops and objects changed; none: the rules at the top. */
export function changeRulesIn(
  mapping: MappingDocument,
  around: readonly NestingRule[],
  change: (rules: readonly MappingRule[]) => readonly MappingRule[],
): MappingDocument {
  return { ...mapping, rules: [...changed(mapping.rules, around, change)] };
}

function changed(
  rules: readonly MappingRule[],
  [outer, ...inner]: readonly NestingRule[],
  change: (rules: readonly MappingRule[]) => readonly MappingRule[],
): readonly MappingRule[] {
  if (!outer) return change(rules);
  return rules.map((rule) =>
    rule.id === outer.id && isNesting(rule) ? { ...rule, rules: changed(rule.rules, inner, change) } : rule,
  );
}

/** Replaces the rule with the same id where it stands, or adds it there. */
export const withPlacedRule = (mapping: MappingDocument, around: readonly NestingRule[], rule: MappingRule) =>
  changeRulesIn(mapping, around, (rules) => withRule(rules, rule));

export const withoutPlacedRule = (mapping: MappingDocument, { rule, around }: RulePlace): MappingDocument =>
  changeRulesIn(mapping, around, (rules) => withoutRule(rules, rule.id));

/** A target's path as a rule inside the loops and objects writes it. */
export function targetInside(key: string, around: readonly NestingRule[]): string {
  const start = around.map(startOf).join('');
  return start !== '' && key.startsWith(start) ? key.slice(start.length) : key;
}

export function newLoop(
  mapping: MappingDocument,
  { target, from, around }: { readonly target: string; readonly from: string; readonly around: readonly NestingRule[] },
): EachRule {
  const taken = [...around.flatMap(({ as }) => as ?? []), 'trigger', 'steps', 'loop', 'run', 'index', 'vars', 'ctx'];
  return {
    kind: 'each',
    id: freshRuleId(mapping, target),
    target,
    from: { path: from },
    as: itemName(from, taken),
    rules: [],
  };
}

/** `trigger.line_items` → `line_item`; numbered when that is taken. */
export function itemName(listPath: string, taken: readonly string[]): string {
  const last = /([A-Za-z_]\w*)(?:\[\d*\])?$/.exec(listPath)?.[1] ?? 'item';
  const one = last.length > 3 && last.endsWith('ies') ? `${last.slice(0, -3)}y` : last.replace(/(?<=..)s$/, '');
  const base = one === last && taken.includes(one) ? 'item' : one;
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

/** Whether a source in a list is an item (or in an item) of one of the loops. */
export function isReached(sourceList: FieldNode | undefined, around: readonly NestingRule[]): boolean {
  if (!sourceList) return true;
  return around.some(
    (rule, at) => rule.kind === 'each' && sourceKey(rule.from.path, around.slice(0, at)) === sourceList.key,
  );
}
