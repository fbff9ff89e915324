import { isSchema, parsePath, type JsonSchema, type PathSegment } from '@penstock/mapping';

/** The schema of a source with the fields that records show and nobody described, as values of any type. */
export const withSeenFields = (name: string, schema: JsonSchema, paths: readonly string[]): JsonSchema =>
  paths.reduce((known, path) => {
    const parsed = parsePath(path);
    const [root, ...rest] = parsed.ok ? parsed.value : [];
    return root === name ? withPath(known, rest) : known;
  }, schema);

/** Only where members are described: everything else is open as it is. */
function withPath(schema: JsonSchema, [segment, ...rest]: readonly PathSegment[]): JsonSchema {
  if (segment === undefined) return schema;
  if (typeof segment === 'number') {
    const items = schema['items'];
    return isSchema(items) ? { ...schema, items: withPath(items, rest) } : schema;
  }
  const properties = schema['properties'];
  if (!isSchema(properties)) return schema;
  const member = Object.hasOwn(properties, segment) ? properties[segment] : {};
  return isSchema(member) ? { ...schema, properties: { ...properties, [segment]: withPath(member, rest) } } : schema;
}
