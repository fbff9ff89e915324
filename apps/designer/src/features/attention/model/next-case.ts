import type { AttentionItem } from './attention-items';

/** The case to open once this one is decided: the next in the list, else the one before; null when none is left. */
export function nextCaseAfter(items: readonly AttentionItem[], caseId: string): string | null {
  const cases = items.filter(({ kind }) => kind !== 'run');
  const at = cases.findIndex(({ id }) => id === caseId);
  if (at < 0) return null;
  return (cases[at + 1] ?? cases[at - 1])?.id ?? null;
}
