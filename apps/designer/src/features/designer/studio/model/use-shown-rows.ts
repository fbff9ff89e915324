import { useMemo } from 'react';
import type { FieldNode, FieldTree } from './field-tree';
import { searchFields, searchIndex, searchWords } from './search-fields';
import { useStudioState } from './studio-context';
import type { Side } from './studio-store';
import { visibleRows, type VisibleRows } from './visible-rows';

export interface ShownRows {
  readonly rows: VisibleRows;
  readonly words: readonly string[];
  /** How many fields match; null when nothing is searched or filtered. */
  readonly matches: number | null;
}

/** The rows a tree shows: what is open, or what the search and the filter leave. */
export function useShownRows(
  side: Side,
  tree: FieldTree,
  wanted?: (node: FieldNode, at: number) => boolean,
): ShownRows {
  const search = useStudioState((state) => state.search[side]);
  const collapsed = useStudioState((state) => state.collapsed[side]);
  const index = useMemo(() => searchIndex(tree), [tree]);
  return useMemo(() => {
    const words = searchWords(search);
    if (words.length === 0 && !wanted) return { rows: visibleRows(tree, { collapsed }), words, matches: null };
    const { kept, count } = searchFields(tree, { words, index, wanted });
    return { rows: visibleRows(tree, { collapsed, kept }), words, matches: count };
  }, [tree, index, search, collapsed, wanted]);
}
