import { oneTimeTokenNames } from '@penstock/connector-sdk';
import { Decimal, err, ok, setOwn, type Json, type JsonObject, type Result } from '@penstock/kernel';

const MASK = '[one-time token removed]';
const numberedMask = (number: number): string => `[one-time token ${number} removed]`;
const anyMask = /^\[one-time token (?:(\d+) )?removed\]$/;
/** In text that is not JSON: a form, a query, broken JSON. */
const inText = new RegExp(`\\b(${[...oneTimeTokenNames].join('|')})("?\\s*[=:]\\s*"?)[^&"\\s,}]+`, 'g');

/** The same value with words in place of one-time tokens, wherever they stand; `name` is the value's own, if it has one. */
export const maskOneTimeTokens = (value: Json, name = ''): Json => replaceTokens(value, name, () => MASK);

export const maskOneTimeTokensInText = (text: string): string => text.replace(inText, `$1$2${MASK}`);

/**
 * The same with masks that tell which token they stand for, so that `restoreOneTimeTokens` can put every one of them
 * back however the payload around them was edited.
 */
export function maskForEditing(payload: Json): Json {
  let number = 0;
  return replaceTokens(payload, '', () => numberedMask((number += 1)));
}

/**
 * The edited payload with the tokens of the original in place of their masks.
 * @returns the path of a mask that stands for no token of the original, or not for one of its name.
 */
export function restoreOneTimeTokens(edited: Json, original: Json): Result<Json, string> {
  const tokens: { readonly name: string; readonly value: Json }[] = [];
  replaceTokens(original, '', (value, name) => {
    tokens.push({ name, value });
    return value;
  });
  let stray: string | undefined;
  const restored = replaceTexts(edited, { name: '', path: '' }, (text, { name, path }) => {
    const mask = anyMask.exec(text);
    if (!mask) return text;
    const token = tokens[Number(mask[1]) - 1];
    if (token?.name === name) return token.value;
    stray ??= path;
    return text;
  });
  return stray === undefined ? ok(restored) : err(stray);
}

function replaceTokens(value: Json, name: string, replace: (token: Json, name: string) => Json): Json {
  if (oneTimeTokenNames.has(name)) return value === null ? null : replace(value, name);
  return mapMembers(value, (member, key) => replaceTokens(member, typeof key === 'string' ? key : '', replace));
}

interface Place {
  readonly name: string;
  readonly path: string;
}

function replaceTexts(value: Json, place: Place, replace: (text: string, place: Place) => Json): Json {
  if (typeof value === 'string') return replace(value, place);
  return mapMembers(value, (member, key) => {
    const inner = typeof key === 'number' ? `${place.path}[${key}]` : place.path === '' ? key : `${place.path}.${key}`;
    return replaceTexts(member, { name: typeof key === 'string' ? key : '', path: inner }, replace);
  });
}

function mapMembers(value: Json, map: (member: Json, key: string | number) => Json): Json {
  if (Array.isArray(value)) return value.map(map);
  if (typeof value !== 'object' || value === null || value instanceof Decimal) return value;
  const mapped: Record<string, Json> = {};
  for (const [key, member] of Object.entries(value as JsonObject)) setOwn(mapped, key, map(member, key));
  return mapped;
}
