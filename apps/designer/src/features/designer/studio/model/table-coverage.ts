import { Decimal, type Json } from '@penstock/kernel';
import type { ValueTable } from '@penstock/mapping';

export interface Coverage {
  /** Values of the records that have no row, with how often they occur; the most frequent first. */
  readonly missing: readonly { readonly value: string; readonly count: number }[];
  /** Right sides that are not among the values the target allows. */
  readonly notAllowed: readonly string[];
  /** Values the target allows and no row gives. */
  readonly neverGiven: readonly string[];
}

/** What a value table leaves open: against the values seen, and against those the target allows. */
export function tableCoverage(table: ValueTable, seen: readonly Json[], allowed: readonly string[]): Coverage {
  const normal = (key: string): string => (table.ignoreCase ? key.trim().toLowerCase() : key);
  const keys = new Set(table.rows.map(([key]) => normal(key)));
  const counts = new Map<string, number>();
  for (const value of seen) {
    const text = textOf(value);
    if (text !== undefined && !keys.has(normal(text))) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  const given = table.rows.map(([, to]) => textOf(to as Json)).filter((text) => text !== undefined);
  return {
    missing: [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count),
    notAllowed: allowed.length === 0 ? [] : given.filter((text) => !allowed.includes(text)),
    neverGiven: allowed.filter((text) => !given.includes(text)),
  };
}

function textOf(value: Json | undefined): string | undefined {
  if (value instanceof Decimal) return value.toString();
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
