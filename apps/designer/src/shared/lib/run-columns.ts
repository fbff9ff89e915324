/** A run, or anything else with business columns. */
interface Labelled {
  readonly labels: Readonly<Record<string, string>>;
}

/** Labels shown as their own columns, in this order; the rest follow by how often they occur. */
const preferred = ['invoice', 'order', 'customer', 'transaction', 'transactionId'];
/** Shown in columns of their own, or named as one that every list has. */
const elsewhere = new Set(['amount', 'currency', 'status']);
const maxColumns = 3;

/** The business columns of a list of runs, without those that are empty for all of them; amount and currency are one column of their own. */
export function labelColumns(runs: readonly Labelled[], most = maxColumns): string[] {
  const counts = new Map<string, number>();
  for (const run of runs) {
    for (const [name, value] of Object.entries(run.labels))
      if (!elsewhere.has(name) && value.trim() !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const rank = (name: string): number => (preferred.includes(name) ? preferred.indexOf(name) : preferred.length);
  return [...counts]
    // Whoever is named needs no column with a number of theirs beside it.
    .filter(([name]) => !name.endsWith('Id') || !counts.has(name.slice(0, -'Id'.length)))
    .sort(([a, countA], [b, countB]) => rank(a) - rank(b) || countB - countA || a.localeCompare(b))
    .slice(0, most)
    .map(([name]) => name);
}

export const hasAmounts = (runs: readonly Labelled[]): boolean =>
  runs.some((run) => run.labels['amount'] !== undefined);

/** What a person calls a run by: its invoice, else its order, else its first label; null without labels. */
export const runLabel = (labels: Labelled['labels']): string | null =>
  labels['invoice'] ?? labels['order'] ?? Object.values(labels)[0] ?? null;

/** `transactionId` → `Transaction id`. */
export function labelTitle(name: string): string {
  const words = name
    .replace(/[_-]+/g, ' ')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
