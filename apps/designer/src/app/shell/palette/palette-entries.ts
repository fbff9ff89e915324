/** One line of the command palette. */
export interface PaletteEntry {
  readonly key: string;
  readonly group: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly hotkey?: string | undefined;
  run(): void;
}

/** Best first: the label begins with the words, then a word of it does, then it has them anywhere. Groups keep their order. */
export function bestEntries(entries: readonly PaletteEntry[], search: string): PaletteEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const scored = entries
    .map((entry) => ({ entry, score: scoreOf(entry, words) }))
    .filter(({ score }) => score > 0);
  const best = new Map<string, number>();
  for (const { entry, score } of scored) best.set(entry.group, Math.max(score, best.get(entry.group) ?? 0));
  return scored
    .sort(
      (a, b) =>
        (best.get(b.entry.group) ?? 0) - (best.get(a.entry.group) ?? 0) ||
        a.entry.group.localeCompare(b.entry.group) ||
        b.score - a.score,
    )
    .map(({ entry }) => entry);
}

/** 0: some word is missing. */
function scoreOf({ label, detail = '' }: PaletteEntry, words: readonly string[]): number {
  const title = label.toLowerCase();
  const all = `${title} ${detail.toLowerCase()}`;
  if (!words.every((word) => all.includes(word))) return 0;
  if (title.startsWith(words.join(' '))) return 3;
  return words.every((word) => title.split(/[\s→:/-]+/).some((part) => part.startsWith(word))) ? 2 : 1;
}
