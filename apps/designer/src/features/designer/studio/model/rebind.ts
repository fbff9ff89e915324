import type { MappingDocument } from '@penstock/mapping';
import { isLeaf, type FieldNode, type FieldTree } from './field-tree';
import { readyNesting } from './nesting';
import { targetInside, withoutPlacedRule, withPlacedRule } from './placed-rules';
import type { RulePlace } from './rule-places';

const mostOffered = 3;

/** Where a rule could go whose field the schema has no more: free fields with the likest name, the likest first. */
export function newPlacesFor(
  lost: FieldNode,
  targets: FieldTree,
  placeOf: ReadonlyMap<string, RulePlace>,
): readonly FieldNode[] {
  return targets.nodes
    .filter((node, at) => isLeaf(targets, at) && !node.isUnknown && !placeOf.has(node.key))
    .map((node) => ({ node, likeness: likeness(lost.key, node.key) }))
    .filter(({ likeness: found }) => found > 0)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, mostOffered)
    .map(({ node }) => node);
}

/** The document with the rule at its new field; undefined when a list around that field has no loop yet. */
export function rebound(
  mapping: MappingDocument,
  place: RulePlace,
  { target, targets, placeOf }: { target: FieldNode; targets: FieldTree; placeOf: ReadonlyMap<string, RulePlace> },
): MappingDocument | undefined {
  const around = readyNesting(targets, target, placeOf);
  if (!around) return undefined;
  const rule = { ...place.rule, target: targetInside(target.key, around) };
  return withPlacedRule(withoutPlacedRule(mapping, place), around, rule);
}

/** From 0 to 1: the share of words two paths have in common; the last part counts double. */
function likeness(a: string, b: string): number {
  const [one, other] = [wordsOf(a), wordsOf(b)];
  const shared = one.filter((word) => other.some((its) => its.startsWith(word) || word.startsWith(its))).length;
  const last = wordsOf(a.split('.').at(-1) ?? a).join('') === wordsOf(b.split('.').at(-1) ?? b).join('') ? 1 : 0;
  return (shared + last) / (Math.max(one.length, other.length) + 1);
}

const wordsOf = (path: string): string[] =>
  path
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
