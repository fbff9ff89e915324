import { Decimal, isJsonObject, setOwn, type Json, type JsonArray, type JsonObject } from '@penstock/kernel';

/** A value on its way through a mapping; `undefined` is "not there", which JSON cannot say. */
export type Value = Json | undefined;

/** What paths start from, e.g. `{ trigger, steps }`. */
export type Scope = Readonly<Record<string, Json>>;

/** The scope with one more name. Copied member by member, which is many times faster than spreading. */
export function scopeWith(scope: Scope, name: string, value: Json): Record<string, Json> {
  const inner: Record<string, Json> = {};
  for (const key of Object.keys(scope)) setOwn(inner, key, scope[key] as Json);
  inner[name] = value;
  return inner;
}

export const isList = (value: Value): value is JsonArray => Array.isArray(value);

export const isNumber = (value: Value): value is number | Decimal =>
  typeof value === 'number' || value instanceof Decimal;

export const isObject: (value: Value) => value is JsonObject = isJsonObject;

export const isMissing = (value: Value): value is undefined | null => value === undefined || value === null;

/** Missing, null, an empty text, list or object: what a `default` stands in for. */
export function isEmpty(value: Value): boolean {
  if (isMissing(value) || value === '') return true;
  if (isList(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).length === 0;
}

/** The kind of a value in the words the designer uses. */
export function kindName(value: Value): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean') return 'yes/no';
  if (isNumber(value)) return 'a number';
  return isList(value) ? 'a list' : 'an object';
}

const longestShape = 24;

/**
 * The shape of a value without the value: digits as 9, letters as A or a. Enough to see that a date came as
 * `99/99/9999`; nothing that could be a name, an account or a card.
 */
export function maskedShape(value: Value): string {
  const scalar = typeof value === 'string' || isNumber(value) ? String(value) : undefined;
  if (scalar === undefined) return kindName(value);
  const shape = scalar
    .slice(0, longestShape)
    .replace(/\p{L}|\p{N}/gu, (char) => (/\p{N}/u.test(char) ? '9' : /\p{Lu}/u.test(char) ? 'A' : 'a'));
  return scalar.length > longestShape ? `${shape}… (${scalar.length} characters)` : shape;
}
