import { isSchema, type JsonSchema } from '@penstock/mapping';

const deepest = 60;

/**
 * The same schema without members nobody described: what a person may name at their own risk, a model may not invent.
 * Objects whose names are data, which describe no member, stay as they are.
 */
export const closedSchema = (schema: JsonSchema): JsonSchema => closed(schema, 0);

function closed(schema: JsonSchema, depth: number): JsonSchema {
  if (depth > deepest) return schema;
  const members = Object.fromEntries(Object.entries(schema).map(([keyword, value]) => [keyword, closedUnder(keyword, value, depth + 1)]));
  return 'properties' in members ? { ...members, additionalProperties: false } : members;
}

/** Where the checker reads schemas: one, a list of them, or some under names of their own, which are no keywords. */
const holders: Readonly<Record<string, 'schema' | 'list' | 'named'>> = {
  additionalProperties: 'schema',
  items: 'schema',
  allOf: 'list',
  anyOf: 'list',
  oneOf: 'list',
  $defs: 'named',
  definitions: 'named',
  properties: 'named',
};

function closedUnder(keyword: string, value: unknown, depth: number): unknown {
  const member = (inner: unknown): unknown => (isSchema(inner) ? closed(inner, depth) : inner);
  switch (Object.hasOwn(holders, keyword) ? holders[keyword] : undefined) {
    case 'schema':
      return member(value);
    case 'list':
      return Array.isArray(value) ? value.map(member) : value;
    case 'named':
      return isSchema(value) ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, member(inner)])) : value;
    default:
      return value;
  }
}
