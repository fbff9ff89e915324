import { Decimal } from './decimal';
import type { Json } from './json';
import { JsonParser, JsonSyntaxError } from './json-parser';
import { scanJson } from './json-scan';

export interface JsonLimits {
  /** Levels of nesting; default 200. */
  readonly maxDepth?: number;
  /** Characters of text; default 16 Mi. */
  readonly maxLength?: number;
}

const defaultMaxDepth = 200;
const defaultMaxLength = 16 * 1024 * 1024;

/**
 * Parses JSON without losing a digit: a number whose text a JS number cannot reproduce becomes a `Decimal`.
 * Texts without such a number go through the built-in parser after one cheap scan.
 * @throws JsonSyntaxError with the position of what is wrong.
 */
export function parseJson(text: string, limits: JsonLimits = {}): Json {
  const maxDepth = limits.maxDepth ?? defaultMaxDepth;
  const maxLength = limits.maxLength ?? defaultMaxLength;
  if (text.length > maxLength)
    throw new JsonSyntaxError('JSON_TOO_LARGE', maxLength, `JSON is longer than ${maxLength} characters`);

  const scan = scanJson(text);
  if (scan.needsDecimals || scan.depth > maxDepth) return new JsonParser(text, maxDepth).parse();
  try {
    return JSON.parse(text) as Json;
  } catch {
    return new JsonParser(text, maxDepth).parse();
  }
}

/** Writes JSON with every `Decimal` as a bare, exact number; all else exactly as `JSON.stringify` does. */
export function stringifyJson(value: Json): string {
  return hasDecimal(value) ? (write(value) ?? 'null') : (JSON.stringify(value) ?? 'null');
}

/**
 * One text for all values that mean the same: names sorted, numbers of equal size written alike (`1.50` as `1.5`).
 * For hashing and comparing, not for sending.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'number') return canonicalFloat(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (value instanceof Decimal) return canonicalNumber(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => canonicalJson(item)).join(',')}]`;
  const object = value as Readonly<Record<string, Json>>;
  const members = Object.keys(object)
    .filter((key) => object[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(object[key] as Json)}`);
  return `{${members.join(',')}}`;
}

function canonicalFloat(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  return Number.isFinite(value) ? canonicalNumber(Decimal.from(value)) : 'null';
}

function canonicalNumber(value: Decimal): string {
  return value.scale === 0 ? value.units.toString() : value.normalized().toString();
}

function hasDecimal(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  if (value instanceof Decimal) return true;
  if (Array.isArray(value)) return value.some(hasDecimal);
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key];
    if (typeof member === 'object' && member !== null && hasDecimal(member)) return true;
  }
  return false;
}

/** Undefined for what JSON cannot write, so that lists and objects treat it as `JSON.stringify` would. */
function write(value: unknown): string | undefined {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (value instanceof Decimal) return value.toJsonText();
  if (Array.isArray(value)) return `[${value.map((item) => write(item) ?? 'null').join(',')}]`;
  if (!hasDecimal(value)) return JSON.stringify(value);

  let members = '';
  for (const key of Object.keys(value)) {
    const text = write((value as Record<string, unknown>)[key]);
    if (text === undefined) continue;
    members += `${members === '' ? '' : ','}${JSON.stringify(key)}:${text}`;
  }
  return `{${members}}`;
}
