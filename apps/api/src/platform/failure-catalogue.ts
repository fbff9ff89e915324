import { connectors } from '@penstock/connector-catalog';
import { transportErrors, type ErrorEntry } from '@penstock/connector-sdk';

/** What connectors say of a failure by its code; of a code that several share, each would say something else. */
const byCode = uniqueEntries([...transportErrors, ...connectors.flatMap(({ errors = [] }) => errors)]);

/** What a failure means for the money and what to do, for failures that were recorded without it. */
export function meaningOf(code: string): { readonly money?: string; readonly remedy?: string } {
  const entry = byCode.get(code);
  if (!entry) return {};
  return { ...(entry.money !== undefined && { money: entry.money }), remedy: spoken(entry.remedy) };
}

function uniqueEntries(entries: readonly ErrorEntry[]): ReadonlyMap<string, ErrorEntry> {
  const known = new Map<string, ErrorEntry>();
  const shared = new Set<string>();
  for (const entry of entries) {
    if (known.has(entry.code)) shared.add(entry.code);
    known.set(entry.code, entry);
  }
  for (const code of shared) known.delete(code);
  return known;
}

/** `None: it waits by itself.` is for tables; beside a failure it is a sentence. */
const spoken = (remedy: string): string => {
  const [, rest] = /^None: (.*)$/.exec(remedy) ?? [];
  return rest === undefined ? remedy : `Nothing to do: ${rest}`;
};
