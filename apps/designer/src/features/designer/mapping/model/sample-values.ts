import { Decimal, type Json } from '@penstock/kernel';
import { compileGetter, parsePath, type Scope } from '@penstock/mapping';

/** Reads `a.b[0].c` in a made value. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  const parts = path.split(/[.[\]]+/).filter(Boolean);
  return parts.reduce<Json | undefined>((at, part) => memberOf(at, part), value);
}

/** What stands at a path of the sample record; undefined when it has nothing there. */
export function valueOf(path: string, sample: Scope): Json | undefined {
  const parsed = parsePath(path);
  return parsed.ok ? compileGetter(parsed.value)(sample) : undefined;
}

/** One line for a cell; amounts as they were, long things short. */
export function shownValue(value: unknown): string {
  if (value === undefined) return '';
  if (value === null) return 'null';
  if (typeof value === 'string') return value;
  if (value instanceof Decimal) return value.toString();
  if (Array.isArray(value)) return `[${value.length}]`;
  return typeof value === 'object' ? '{…}' : String(value);
}

function memberOf(value: Json | undefined, part: string): Json | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return undefined;
  if (Array.isArray(value)) return (value as readonly Json[])[Number(part)];
  return (value as Readonly<Record<string, Json>>)[part];
}
