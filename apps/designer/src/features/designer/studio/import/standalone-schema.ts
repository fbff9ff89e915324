import type { JsonSchema } from '@penstock/mapping';

const deepestReference = 8;
/** Schemas inside of it that are kept; a description of everything a company has is cut off. */
const mostParts = 5_000;

/** The schema with what its references name written out, so that it can stand inside another one. Circles end open. */
export function standaloneSchema(schema: JsonSchema): JsonSchema {
  const { $defs } = schema;
  let parts = 0;
  const written = (value: unknown, references: number): unknown => {
    if (Array.isArray(value)) return value.map((each) => written(each, references));
    if (typeof value !== 'object' || value === null) return value;
    parts += 1;
    if (parts > mostParts) return {};
    const { $ref, ...rest } = value as JsonSchema;
    if (typeof $ref === 'string') return references === 0 ? {} : { ...(written(target($ref), references - 1) as object), ...rest };
    return Object.fromEntries(Object.entries(value).flatMap(([key, member]) => (key === '$defs' ? [] : [[key, written(member, references)]])));
  };
  const target = (reference: string): unknown => {
    const name = /^#\/\$defs\/([^/]+)$/.exec(reference)?.[1]?.replaceAll('~1', '/').replaceAll('~0', '~');
    const defs = ($defs ?? {}) as Readonly<Record<string, unknown>>;
    return name !== undefined && Object.hasOwn(defs, name) ? defs[name] : {};
  };
  return written(schema, deepestReference) as JsonSchema;
}
