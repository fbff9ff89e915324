import type { FieldNode, FieldTree } from './field-tree';

/** What a search looks through, made once per tree: name, title and path of every field, in lower case. */
export type SearchIndex = readonly string[];

export const searchIndex = ({ nodes }: FieldTree): SearchIndex =>
  nodes.map(({ name, title, key }) => `${name} ${title} ${key}`.toLowerCase());

export const searchWords = (search: string): string[] => search.toLowerCase().split(/\s+/).filter(Boolean);

export interface FieldSearch {
  readonly words: readonly string[];
  readonly index: SearchIndex;
  /** Beside the words: which fields a filter wants; absent: all. */
  readonly wanted?: ((node: FieldNode, at: number) => boolean) | undefined;
}

export interface FieldMatches {
  /** By position: 0 hidden, 1 only because something below matches, 2 a match. */
  readonly kept: Uint8Array;
  readonly count: number;
}

/**
 * Fields that hold every word, with their ancestors, so that the hierarchy stays. A field below a match by name is left
 * out unless it matches itself: its path holds the words too, therefore it does.
 */
export function searchFields({ nodes }: FieldTree, { words, index, wanted }: FieldSearch): FieldMatches {
  const kept = new Uint8Array(nodes.length);
  let count = 0;
  for (let at = nodes.length - 1; at >= 0; at -= 1) {
    const node = nodes[at];
    const text = index[at];
    if (!node || text === undefined) continue;
    if (words.every((word) => text.includes(word)) && (!wanted || wanted(node, at))) {
      kept[at] = 2;
      count += 1;
    }
    if ((kept[at] ?? 0) > 0 && node.parent >= 0 && kept[node.parent] === 0) kept[node.parent] = 1;
  }
  return { kept, count };
}

export interface TextPart {
  readonly text: string;
  readonly isMatch: boolean;
}

/** A name cut where the first of the words is found in it, for highlighting. */
export function highlighted(text: string, words: readonly string[]): readonly TextPart[] {
  const lower = text.toLowerCase();
  const found = words.map((word) => ({ at: lower.indexOf(word), length: word.length })).filter(({ at }) => at >= 0);
  const first = found.sort((a, b) => a.at - b.at)[0];
  if (!first) return [{ text, isMatch: false }];
  const end = first.at + first.length;
  return [
    { text: text.slice(0, first.at), isMatch: false },
    { text: text.slice(first.at, end), isMatch: true },
    { text: text.slice(end), isMatch: false },
  ].filter((part) => part.text !== '');
}
