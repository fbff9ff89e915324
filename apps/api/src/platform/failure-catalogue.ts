import { connectors } from '@penstock/connector-catalog';
import { fileErrors, transportErrors, type ErrorEntry } from '@penstock/connector-sdk';
import { engineErrors } from '@penstock/engine';

const everywhere: readonly ErrorEntry[] = [...transportErrors, ...fileErrors];

/** What connectors say of a failure by its code; of a code that several share, each would say something else. */
const byCode = uniqueEntries([...transportErrors, ...connectors.flatMap(({ errors = [] }) => errors)]);

/** Who tells of a failure, and what. */
export interface KnownFailure {
  /** Title of the connector; absent where it is the platform. */
  readonly connector?: string;
  readonly entry: ErrorEntry;
}

const told: readonly KnownFailure[] = [
  ...[...engineErrors, ...everywhere].map((entry) => ({ entry })),
  ...connectors.flatMap(({ title, errors = [] }) => errors.map((entry) => ({ connector: title, entry }))),
];

/** What a failure means for the money and what to do, for failures that were recorded without it. */
export function meaningOf(code: string): { readonly money?: string; readonly remedy?: string } {
  const entry = byCode.get(code);
  if (!entry) return {};
  return { ...(entry.money !== undefined && { money: entry.money }), remedy: spoken(entry.remedy) };
}

/**
 * Everything that is said about a code, by the platform first. Connectors that say the same count once; more than one
 * entry means that it depends on the connector.
 */
export function knownFailures(code: string): readonly KnownFailure[] {
  const found = new Map<string, KnownFailure>();
  for (const known of told) {
    if (known.entry.code !== code) continue;
    const words = JSON.stringify([known.entry.cause, known.entry.remedy]);
    if (!found.has(words)) found.set(words, { ...known, entry: { ...known.entry, remedy: spoken(known.entry.remedy) } });
  }
  return [...found.values()];
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
