import type { EachRule, MappingDocument, MappingRule } from '@penstock/mapping';
import { freshRuleId, withoutRule, withRule } from '../../mapping/model/rule-edits';
import type { FieldNode } from './field-tree';
import { sourceKey, type RulePlace } from './rule-places';

/** The document with the rules inside the given loops changed; no loops: the rules at the top. */
export function changeRulesIn(
  mapping: MappingDocument,
  loops: readonly EachRule[],
  change: (rules: readonly MappingRule[]) => readonly MappingRule[],
): MappingDocument {
  return { ...mapping, rules: [...changed(mapping.rules, loops, change)] };
}

function changed(
  rules: readonly MappingRule[],
  [outer, ...inner]: readonly EachRule[],
  change: (rules: readonly MappingRule[]) => readonly MappingRule[],
): readonly MappingRule[] {
  if (!outer) return change(rules);
  return rules.map((rule) =>
    rule.id === outer.id && rule.kind === 'each' ? { ...rule, rules: changed(rule.rules, inner, change) } : rule,
  );
}

/** Replaces the rule with the same id where it stands, or adds it there. */
export const withPlacedRule = (mapping: MappingDocument, loops: readonly EachRule[], rule: MappingRule) =>
  changeRulesIn(mapping, loops, (rules) => withRule(rules, rule));

export const withoutPlacedRule = (mapping: MappingDocument, { rule, loops }: RulePlace): MappingDocument =>
  changeRulesIn(mapping, loops, (rules) => withoutRule(rules, rule.id));

/** A target's path as a rule inside the loops writes it: the part after the innermost loop's list. */
export function targetInLoops(key: string, loops: readonly EachRule[]): string {
  const list = loops.map(({ target }) => `${target}[].`).join('');
  return list !== '' && key.startsWith(list) ? key.slice(list.length) : key;
}

export function newLoop(
  mapping: MappingDocument,
  { target, from, around }: { readonly target: string; readonly from: string; readonly around: readonly EachRule[] },
): EachRule {
  const taken = [...around.map(({ as }) => as), 'trigger', 'steps', 'loop', 'run', 'index'];
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
export function isReached(sourceList: FieldNode | undefined, loops: readonly EachRule[]): boolean {
  if (!sourceList) return true;
  return loops.some((loop, at) => sourceKey(loop.from.path, loops.slice(0, at)) === sourceList.key);
}
