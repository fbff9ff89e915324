import { isLeaf, type FieldTree } from './field-tree';
import type { VisibleRows } from './visible-rows';

/** Where the keys of the ARIA tree pattern lead. */
export type TreeMove =
  { readonly kind: 'go'; readonly at: number } | { readonly kind: 'toggle'; readonly keys: readonly string[] };

export interface TreePlace {
  readonly tree: FieldTree;
  readonly rows: VisibleRows;
  readonly collapsed: ReadonlySet<string>;
  /** Position of the active field; -1 when none is. */
  readonly at: number;
  /** Rows that fit on the page. */
  readonly page: number;
}

/** Undefined for keys that mean nothing here. */
export function treeMove(key: string, place: TreePlace): TreeMove | undefined {
  const { rows, at, page } = place;
  const row = at < 0 ? -1 : (rows.rowOf[at] ?? -1);
  switch (key) {
    case 'ArrowDown':
      return toRow(rows, row + 1);
    case 'ArrowUp':
      return toRow(rows, Math.max(row - 1, 0));
    case 'PageDown':
      return toRow(rows, Math.min(row + page, rows.positions.length - 1));
    case 'PageUp':
      return toRow(rows, Math.max(row - page, 0));
    case 'Home':
      return toRow(rows, 0);
    case 'End':
      return toRow(rows, rows.positions.length - 1);
    case 'ArrowRight':
      return inwards(place);
    case 'ArrowLeft':
      return outwards(place);
    case '*':
      return openSiblings(place);
    default:
      return undefined;
  }
}

/** The next row after the active one whose name begins with what was typed; wraps around. */
export function typedAhead(typed: string, { tree, rows, at }: TreePlace): number | undefined {
  const start = at < 0 ? -1 : (rows.rowOf[at] ?? -1);
  const begin = typed.length > 1 ? start : start + 1;
  const count = rows.positions.length;
  for (let step = 0; step < count; step += 1) {
    const position = rows.positions[(begin + step + count) % count];
    const name = position === undefined ? undefined : tree.nodes[position]?.name;
    if (name?.toLowerCase().startsWith(typed.toLowerCase())) return position;
  }
  return undefined;
}

function toRow({ positions }: VisibleRows, row: number): TreeMove | undefined {
  const at = positions[row];
  return at === undefined ? undefined : { kind: 'go', at };
}

function inwards({ tree, rows, collapsed, at }: TreePlace): TreeMove | undefined {
  const node = tree.nodes[at];
  if (!node || isLeaf(tree, at)) return undefined;
  return collapsed.has(node.key) ? { kind: 'toggle', keys: [node.key] } : toRow(rows, (rows.rowOf[at] ?? -1) + 1);
}

function outwards({ tree, collapsed, at }: TreePlace): TreeMove | undefined {
  const node = tree.nodes[at];
  if (!node) return undefined;
  if (!isLeaf(tree, at) && !collapsed.has(node.key)) return { kind: 'toggle', keys: [node.key] };
  return node.parent < 0 ? undefined : { kind: 'go', at: node.parent };
}

function openSiblings({ tree, collapsed, at }: TreePlace): TreeMove | undefined {
  const parent = tree.nodes[at]?.parent;
  const keys = tree.nodes.flatMap(({ key, parent: other }) => (other === parent && collapsed.has(key) ? [key] : []));
  return keys.length === 0 ? undefined : { kind: 'toggle', keys };
}
