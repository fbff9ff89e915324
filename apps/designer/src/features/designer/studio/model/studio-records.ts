import { Decimal, type Json } from '@penstock/kernel';
import type { Scope } from '@penstock/mapping';

/** One record a mapping is tried on. */
export interface StudioRecord {
  readonly id: string;
  /** `run`: what a real run saw; `saved`: of a test of the mapping; `sample`: the connector's; `generated`: made of that to try the edges. */
  readonly kind: 'run' | 'saved' | 'sample' | 'generated';
  readonly title: string;
  /** When the event came in, where it did. */
  readonly at: string | null;
  readonly scope: Scope;
}

/** Edges of a record: the same with every text empty, and with every list empty. Deterministic. */
export function generatedRecords(
  sample: Scope,
  titles: { readonly empty: string; readonly noItems: string },
): StudioRecord[] {
  const made = (id: string, title: string, scope: Scope): StudioRecord => ({
    id,
    kind: 'generated',
    title,
    at: null,
    scope,
  });
  return [
    made(
      'generated-empty',
      titles.empty,
      changed(sample, (value) => (typeof value === 'string' ? '' : undefined)) as Scope,
    ),
    made(
      'generated-no-items',
      titles.noItems,
      changed(sample, (value) => (Array.isArray(value) ? [] : undefined)) as Scope,
    ),
  ];
}

/** The value with what `change` answers in place of a part; undefined leaves it. */
function changed(value: Json, change: (value: Json) => Json | undefined): Json {
  const next = change(value);
  if (next !== undefined) return next;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => changed(item, change));
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, changed(member as Json, change)]));
}
