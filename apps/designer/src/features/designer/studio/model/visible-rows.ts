import type { FieldTree } from './field-tree';

/** Which fields of a tree are rows at the moment. */
export interface VisibleRows {
  /** Positions in the tree, from top to bottom. */
  readonly positions: readonly number[];
  /** Row of each position; -1 for what is not shown. */
  readonly rowOf: Int32Array;
}

export interface RowChoice {
  readonly collapsed: ReadonlySet<string>;
  /** What a search or filter leaves, by position; absent: everything. What it leaves is shown even inside closed parents. */
  readonly kept?: Uint8Array | undefined;
}

export function visibleRows({ nodes }: FieldTree, { collapsed, kept }: RowChoice): VisibleRows {
  const positions: number[] = [];
  const rowOf = new Int32Array(nodes.length).fill(-1);
  let at = 0;
  while (at < nodes.length) {
    const node = nodes[at];
    if (!node) break;
    if (kept && kept[at] === 0) {
      at = node.end;
      continue;
    }
    rowOf[at] = positions.length;
    positions.push(at);
    at = !kept && collapsed.has(node.key) ? node.end : at + 1;
  }
  return { positions, rowOf };
}

export interface Anchor {
  readonly row: number;
  /** True when the field itself is hidden and the row is that of a closed parent. */
  readonly isStacked: boolean;
}

/** Where a line to a field ends: at its row, or at the nearest parent that has one. */
export function anchorOf({ nodes }: FieldTree, { rowOf }: VisibleRows, at: number): Anchor | undefined {
  const own = rowOf[at] ?? -1;
  if (own >= 0) return { row: own, isStacked: false };
  for (let up = nodes[at]?.parent ?? -1; up >= 0; up = nodes[up]?.parent ?? -1) {
    const row = rowOf[up] ?? -1;
    if (row >= 0) return { row, isStacked: true };
  }
  return undefined;
}
