import { Decimal, isJsonObject, stringifyJson, type Json, type JsonObject } from '@penstock/kernel';
import { formatPath, type PathSegment } from './field-path';

/** One place where two values differ; a side is undefined where it has no such place. */
export interface FieldDifference {
  /** Dotted, `lines[0].sku`; empty for the value as a whole. */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

/**
 * Where two values differ, as deep as both have a place. Numbers are compared by value (5 and 5.00 are the same), texts
 * letter by letter: a remote system may treat `007` and `7` as two documents.
 */
export function compareJson(
  before: Json | undefined,
  after: Json | undefined,
  { numbers = 'value' }: CompareOptions = {},
): readonly FieldDifference[] {
  const found: FieldDifference[] = [];
  walk({ before, after, path: [] }, { isSame: numbers === 'digits' ? isWrittenSame : isSame, found });
  return found;
}

export interface CompareOptions {
  /** `digits`: 5 and 5.00 are two, because they are sent as two. */
  readonly numbers?: 'value' | 'digits';
}

interface Comparison {
  readonly found: FieldDifference[];
  isSame(a: Json | undefined, b: Json | undefined): boolean;
}

interface Place {
  readonly path: readonly PathSegment[];
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

function walk({ path, before, after }: Place, comparison: Comparison): void {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [a, b] = [before as readonly Json[], after as readonly Json[]];
    for (let index = 0; index < Math.max(a.length, b.length); index += 1)
      walk({ path: [...path, index], before: a[index], after: b[index] }, comparison);
  } else if (isJsonObject(before) && isJsonObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    for (const name of names)
      walk({ path: [...path, name], before: ownValue(before, name), after: ownValue(after, name) }, comparison);
  } else if (!comparison.isSame(before, after)) comparison.found.push({ path: formatPath(path), before, after });
}

const ownValue = (object: JsonObject, name: string): Json | undefined =>
  Object.hasOwn(object, name) ? object[name] : undefined;

const isNumber = (value: Json | undefined): value is number | Decimal =>
  typeof value === 'number' || value instanceof Decimal;

const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b || (isNumber(a) && isNumber(b) && Decimal.from(a).equals(Decimal.from(b)));

const isWrittenSame = (a: Json | undefined, b: Json | undefined): boolean =>
  a === b || (isNumber(a) && isNumber(b) && stringifyJson(a) === stringifyJson(b));
