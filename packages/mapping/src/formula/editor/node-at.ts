import { childrenOf, type Node } from '../syntax/ast';

/** The nodes around a position, the outermost first. */
export function nodesAt(root: Node, offset: number): readonly Node[] {
  if (offset < root.range.start || offset > root.range.end) return [];
  const inner = childrenOf(root)
    .map((child) => nodesAt(child, offset))
    .find((path) => path.length > 0);
  return [root, ...(inner ?? [])];
}
