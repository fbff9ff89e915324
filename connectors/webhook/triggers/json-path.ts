import { Decimal, type Json } from '@penstock/kernel';

/** The value at `order.lines.0.sku`; own members only, so that `constructor` is never found. */
export function readPath(value: Json, path: string): Json | undefined {
  let current: Json | undefined = value;
  for (const name of path.split('.')) {
    if (current === null || typeof current !== 'object' || current instanceof Decimal) return undefined;
    current = Object.hasOwn(current, name) ? (current as Record<string, Json>)[name] : undefined;
    if (current === undefined) return undefined;
  }
  return current;
}

/** A text or number as text; anything else names nothing. */
export function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || value instanceof Decimal ? value.toString() : undefined;
}
