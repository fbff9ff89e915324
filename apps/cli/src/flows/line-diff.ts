export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** Beyond this many comparisons the differing middle is shown as removed and added as a whole. */
const mostComparisons = 4_000_000;
const contextLines = 3;

/** The lines of `before` and `after` as one list: a longest common part is kept, the rest is removed or added. */
export function lineDiff(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  return [...as('same', a.slice(0, start)), ...middle(middleA, middleB), ...as('same', a.slice(a.length - end))];
}

const as = (kind: DiffLine['kind'], lines: readonly string[]): DiffLine[] => lines.map((text) => ({ kind, text }));

function middle(a: readonly string[], b: readonly string[]): DiffLine[] {
  if (a.length * b.length > mostComparisons) return [...as('removed', a), ...as('added', b)];
  const lengths = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i] ?? '' });
      [i, j] = [i + 1, j + 1];
    } else if ((lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) lines.push({ kind: 'removed', text: a[i++] ?? '' });
    else lines.push({ kind: 'added', text: b[j++] ?? '' });
  }
  return [...lines, ...as('removed', a.slice(i)), ...as('added', b.slice(j))];
}

/** `[i][j]`: length of the longest common subsequence of what follows line i and line j. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const [row, below] = [rows[i] as Uint32Array, rows[i + 1] as Uint32Array];
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return rows;
}

/** As `diff -u` shows it: changed lines with three around them; nothing when nothing differs. */
export function diffForPeople(diff: readonly DiffLine[]): string[] {
  const near = diff.map((_, index) => diff.slice(Math.max(0, index - contextLines), index + contextLines + 1).some(({ kind }) => kind !== 'same'));
  const signs = { same: ' ', removed: '-', added: '+' };
  return diff.flatMap(({ kind, text }, index) => {
    if (!near[index]) return [];
    const gap = index > 0 && !near[index - 1] ? ['  …'] : [];
    return [...gap, `${signs[kind]} ${text}`];
  });
}
