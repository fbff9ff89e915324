import type { Suggestion } from '@penstock/mapping';
import { strings } from '../strings';
import { isLeaf, type FieldTree } from './field-tree';

/** Fields below two parents that are called the same, whatever the case and the separators: proposed, never applied. */
export function sameNamePairs(
  sources: FieldTree,
  targets: FieldTree,
  proposed: { readonly source: string; readonly target: string } | null,
): readonly Suggestion[] {
  if (!proposed) return [];
  const byName = new Map(
    leavesBelow(sources, proposed.source).map(({ key, path }) => [plainName(key, proposed.source), path]),
  );
  return leavesBelow(targets, proposed.target).flatMap(({ key }): Suggestion[] => {
    const source = byName.get(plainName(key, proposed.target));
    return source === undefined
      ? []
      : [{ source, target: key, confidence: 1, tier: 'preticked', reason: strings.sameName }];
  });
}

function leavesBelow(tree: FieldTree, key: string) {
  const at = tree.positions.get(key);
  const end = at === undefined ? 0 : (tree.nodes[at]?.end ?? 0);
  return tree.nodes.slice((at ?? 0) + 1, end).filter((_node, index) => isLeaf(tree, (at ?? 0) + 1 + index));
}

const plainName = (key: string, parent: string): string =>
  key
    .slice(parent.length)
    .toLowerCase()
    .replace(/[^a-z0-9[\].]/g, '');
