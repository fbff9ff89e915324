import type { JsonSchema } from '@penstock/connector-sdk';
import { parsePath, schemaFields, type PathSegment } from '@penstock/mapping';

/**
 * What somebody brought in for places whose shape the connector leaves open: JSON Schema without references, by path
 * within the event or output; `.` is all of it, `rows[]` the items of a list.
 */
export type OpenSchemas = Readonly<Record<string, JsonSchema>>;

/** A schema with what was brought in at its places. Where a path leads nowhere any more, it makes its way. */
export function withOpenSchemas(schema: JsonSchema, brought: OpenSchemas | undefined): JsonSchema {
  return Object.entries(brought ?? {}).reduce((whole, [path, part]) => placed(whole, segmentsOf(path), part), schema);
}

/** Places of a schema whose shape nobody says, `.` for all of it. */
export function openPlaces(schema: JsonSchema): readonly string[] {
  const fields = schemaFields(schema);
  if (fields.length === 0) return ['.'];
  const paths = new Set(fields.map(({ path }) => path));
  const hasInner = (path: string): boolean => [...paths].some((other) => other !== path && (other.startsWith(`${path}.`) || other.startsWith(`${path}[`)));
  return fields.filter(({ path, type, choices }) => (type === 'any' || type === 'object') && !choices && !hasInner(path)).map(({ path }) => path);
}

function segmentsOf(path: string): readonly PathSegment[] {
  const parsed = path === '.' ? undefined : parsePath(path.replaceAll('[]', '[0]'));
  return parsed?.ok ? parsed.value : [];
}

function placed(schema: JsonSchema, [segment, ...rest]: readonly PathSegment[], part: JsonSchema): JsonSchema {
  if (segment === undefined) return { ...part, ...labelsOf(schema) };
  if (typeof segment === 'number') return { ...schema, type: 'array', items: placed(schemaIn(schema['items']), rest, part) };
  const properties = schemaIn(schema['properties']);
  const own = Object.hasOwn(properties, segment) ? schemaIn(properties[segment]) : {};
  return { ...schema, type: 'object', properties: { ...properties, [segment]: placed(own, rest, part) } };
}

const labelsOf = ({ title, description }: JsonSchema): JsonSchema => ({ ...(title !== undefined && { title }), ...(description !== undefined && { description }) });
const schemaIn = (value: unknown): JsonSchema => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonSchema) : {});
