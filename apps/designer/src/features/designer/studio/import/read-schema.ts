import { parseJson, type Json } from '@penstock/kernel';
import { inferSchema, type JsonSchema } from '@penstock/mapping';
import { strings } from '../strings';
import { readCsv } from './read-csv';
import { readXml } from './read-xml';

export type SchemaKind = 'json-schema' | 'openapi' | 'json-sample' | 'csv-sample' | 'xml-sample';

export interface NamedSchema {
  readonly name: string;
  readonly schema: JsonSchema;
}

/** What a pasted or opened text describes. An OpenAPI document describes several things: one of them is chosen. */
export type SchemaReading =
  | { readonly ok: true; readonly kind: SchemaKind; readonly found: readonly NamedSchema[] }
  /** Why it cannot be used; what was there stays. */
  | { readonly ok: false; readonly problem: string };

/** Characters of a text that are read; larger samples say no more about their fields. */
export const MOST_CHARACTERS = 10 * 1024 * 1024;
const deepestLevel = 48;

/** Reads JSON Schema, an OpenAPI component, or a sample in JSON, CSV or XML. Never throws. */
export function readSchema(text: string): SchemaReading {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return refused(strings.import.empty);
  if (text.length > MOST_CHARACTERS) return refused(strings.import.tooLarge);
  if (start.includes('\uFFFD') || start.includes('\u0000')) return refused(strings.import.notText);
  if (start.startsWith('<')) return fromSample(readXml(start), 'xml-sample');
  if (!/^[[{]/.test(start)) return fromSample(readCsv(start), 'csv-sample');
  return readJson(start);
}

function readJson(text: string): SchemaReading {
  const value = parsed(text);
  if (value === undefined) return refused(strings.import.notJson);
  if (isDeeper(value, deepestLevel)) return refused(strings.import.tooDeep(deepestLevel));
  if (isRecord(value) && ('openapi' in value || 'swagger' in value)) return fromOpenApi(value);
  if (isRecord(value) && isSchemaDocument(value)) {
    return { ok: true, kind: 'json-schema', found: [{ name: titleOf(value), schema: withDefs(value, value) }] };
  }
  return fromSample(value, 'json-sample');
}

function parsed(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    // Said to the person by the reading.
    return undefined;
  }
}

/** A list of records describes one record of it. */
function fromSample(sample: Json | undefined, kind: SchemaKind): SchemaReading {
  if (sample === undefined) return refused(strings.import.unreadable(kind));
  const inferred = inferSchema(sample);
  const schema = Array.isArray(sample) ? ((inferred['items'] as JsonSchema | undefined) ?? {}) : inferred;
  if (!isRecord(schema['properties'] as Json)) return refused(strings.import.noFields);
  return { ok: true, kind, found: [{ name: strings.import.sampleName, schema: withoutRequired(schema) }] };
}

function fromOpenApi(document: Readonly<Record<string, Json>>): SchemaReading {
  const components = document['components'] ?? null;
  const schemas = isRecord(components) ? (components['schemas'] ?? null) : (document['definitions'] ?? null);
  if (!isRecord(schemas)) return refused(strings.import.noComponents);
  const found = Object.entries(schemas).flatMap(([name, schema]) =>
    isRecord(schema) ? [{ name, schema: withDefs(schema, { $defs: schemas }) }] : [],
  );
  return found.length === 0 ? refused(strings.import.noComponents) : { ok: true, kind: 'openapi', found };
}

/** References point into `$defs`, as the checker follows them. */
function withDefs(schema: Readonly<Record<string, Json>>, root: Readonly<Record<string, Json>>): JsonSchema {
  const defs = root['$defs'] ?? root['definitions'];
  return relinked({ ...schema, ...(defs !== undefined && { $defs: defs }) }) as JsonSchema;
}

function relinked(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(relinked);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      key === '$ref' && typeof member === 'string'
        ? member.replace(/^#\/(?:components\/schemas|definitions)\//, '#/$defs/')
        : relinked(member),
    ]),
  );
}

/** A sample shows what was there once, not what must be there. */
function withoutRequired(schema: JsonSchema): JsonSchema {
  const { required: _observed, ...rest } = schema;
  const within = (member: unknown): unknown =>
    isRecord(member as Json) ? withoutRequired(member as JsonSchema) : member;
  return {
    ...rest,
    ...(isRecord(rest['properties'] as Json) && {
      properties: Object.fromEntries(
        Object.entries(rest['properties'] as object).map(([key, one]) => [key, within(one)]),
      ),
    }),
    ...('items' in rest && { items: within(rest['items']) }),
  };
}

const isSchemaDocument = (value: Readonly<Record<string, Json>>): boolean =>
  '$schema' in value ||
  '$defs' in value ||
  (isRecord(value['properties'] ?? null) && (value['type'] === undefined || typeof value['type'] === 'string'));

const titleOf = (schema: Readonly<Record<string, Json>>): string =>
  typeof schema['title'] === 'string' ? schema['title'] : strings.import.schemaName;

const refused = (problem: string): SchemaReading => ({ ok: false, problem });

const isRecord = (value: Json): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member as Json, levels - 1));
}
