import type { JsonSchema } from '@penstock/mapping';

const deepest = 60;

/**
 * The same schema without members nobody described: what a person may name at their own risk, a model may not invent.
 * Objects whose names are data, which describe no member, stay as they are.
 */
export const closedSchema = (schema: JsonSchema): JsonSchema => closed(schema, 0) as JsonSchema;

function closed(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (Array.isArray(value)) return value.map((item) => closed(item, depth + 1));
  const members = Object.fromEntries(Object.entries(value).map(([name, member]) => [name, closed(member, depth + 1)]));
  return 'properties' in members ? { ...members, additionalProperties: false } : members;
}
