import type { NestingRule } from '@penstock/mapping';
import { ancestorsOf, type FieldNode, type FieldTree } from './field-tree';
import { isNesting, type RulePlace } from './rule-places';

/** Lists a target stands in, from the outside in. */
export const listsAround = (tree: FieldTree, at: number): FieldNode[] =>
  ancestorsOf(tree, at)
    .map((up) => tree.nodes[up] as FieldNode)
    .filter(({ isList }) => isList)
    .reverse();

/** The around and objects a target stands in, as far as there are rules for them. */
export function nestingAround(
  tree: FieldTree,
  at: number,
  places: ReadonlyMap<string, RulePlace>,
): readonly NestingRule[] {
  const found: NestingRule[] = [];
  for (const up of ancestorsOf(tree, at).reverse()) {
    const node = tree.nodes[up];
    const rule = places.get(node?.key ?? '')?.rule;
    if (isNesting(rule)) found.push(rule);
    else if (node?.isList) break;
  }
  return found;
}

export const loopCount = (around: readonly NestingRule[]): number =>
  around.filter(({ kind }) => kind === 'each').length;

/** The same for a rule that is to be made; undefined when a list around the target has no loop yet. */
export function readyNesting(
  tree: FieldTree,
  target: FieldNode,
  places: ReadonlyMap<string, RulePlace>,
): readonly NestingRule[] | undefined {
  const at = tree.positions.get(target.key) ?? -1;
  const around = nestingAround(tree, at, places);
  return loopCount(around) === listsAround(tree, at).length ? around : undefined;
}
