import { Decimal, setOwn, type Json } from '@penstock/kernel';
import { isSchema, type JsonSchema } from './json-schema';
import { parseIsoMoment } from './moment';
import { isList, isNumber, isObject } from './values';

const deepest = 40;
const mostItemsRead = 200;

/**
 * The schema a sample suggests. Objects stay open (`additionalProperties` absent), because a sample shows what was
 * there once, not what is allowed; items of a list are merged, and a field is required when every item has it.
 */
export function inferSchema(sample: Json): JsonSchema {
  return infer(sample, 0);
}

function infer(sample: Json, depth: number): JsonSchema {
  if (sample === null || depth > deepest) return {};
  if (typeof sample === 'string') return inferText(sample);
  if (typeof sample === 'boolean') return { type: 'boolean' };
  if (isNumber(sample)) return { type: isWhole(sample) ? 'integer' : 'number' };
  if (isList(sample)) return inferList(sample.slice(0, mostItemsRead).map((item) => infer(item, depth + 1)));
  if (!isObject(sample)) return {};
  const properties: Record<string, JsonSchema> = {};
  for (const [key, member] of Object.entries(sample)) setOwn(properties, key, infer(member, depth + 1));
  return { type: 'object', properties, required: Object.keys(properties) };
}

const isWhole = (value: number | Decimal): boolean =>
  value instanceof Decimal ? value.scale === 0 : Number.isInteger(value);

function inferText(text: string): JsonSchema {
  const moment = parseIsoMoment(text);
  if (moment) return { type: 'string', format: moment.timeMs === undefined ? 'date' : 'date-time' };
  return /^[^\s@]{1,64}@[^\s@]{1,190}\.[^\s@.]{2,24}$/.test(text)
    ? { type: 'string', format: 'email' }
    : { type: 'string' };
}

function inferList(items: readonly JsonSchema[]): JsonSchema {
  return items.length === 0 ? { type: 'array' } : { type: 'array', items: items.reduce(merge) };
}

function merge(a: JsonSchema, b: JsonSchema): JsonSchema {
  const [typeA, typeB] = [a['type'], b['type']];
  if (typeA === undefined || typeB === undefined) return typeA === undefined ? b : a;
  if (typeA === 'object' && typeB === 'object') return mergeObjects(a, b);
  if (typeA === 'array' && typeB === 'array') return mergeLists(a, b);
  if (typeA === typeB) return a['format'] === b['format'] ? a : { type: typeA };
  const numbers = [typeA, typeB].every((type) => type === 'number' || type === 'integer');
  return numbers ? { type: 'number' } : {};
}

function mergeLists(a: JsonSchema, b: JsonSchema): JsonSchema {
  if (!isSchema(a['items'])) return b;
  return isSchema(b['items']) ? { type: 'array', items: merge(a['items'], b['items']) } : a;
}

function mergeObjects(a: JsonSchema, b: JsonSchema): JsonSchema {
  const [membersA, membersB] = [membersOf(a), membersOf(b)];
  const properties: Record<string, JsonSchema> = {};
  for (const key of new Set([...Object.keys(membersA), ...Object.keys(membersB)])) {
    const one = Object.hasOwn(membersA, key) ? membersA[key] : undefined;
    const other = Object.hasOwn(membersB, key) ? membersB[key] : undefined;
    setOwn(properties, key, one && other ? merge(one, other) : (one ?? other ?? {}));
  }
  const requiredByB = new Set(requiredOf(b));
  return { type: 'object', properties, required: requiredOf(a).filter((key) => requiredByB.has(key)) };
}

const membersOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  (schema['properties'] ?? {}) as Record<string, JsonSchema>;
const requiredOf = (schema: JsonSchema): readonly string[] => (schema['required'] ?? []) as readonly string[];
