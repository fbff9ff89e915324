import { csvDelimiterOf, csvDelimiters, isJsonObject, parseCsv, parseJson, setOwn, type Json, type JsonObject } from '@penstock/kernel';
import { readDataFile } from '@penstock/flow-model/files';
import { inferSchema, type JsonSchema } from '@penstock/mapping';
import { strings } from '../strings';
import { relinked, type NamedSchema } from './json-parts';
import { csdlOfXml, odataSchemas } from './odata-schemas';
import { openApiSchemas } from './open-api-schemas';
import { readXml } from './read-xml';
import { isWindowDefinition, windowSchemas } from './window-definition';

export type SchemaKind = 'json-schema' | 'openapi' | 'odata' | 'window' | 'json-sample' | 'csv-sample' | 'xml-sample';

/** What a pasted or opened text describes. An OpenAPI document describes several things: one of them is chosen. */
export type SchemaReading =
  | { readonly ok: true; readonly kind: SchemaKind; readonly found: readonly NamedSchema[] }
  /** Why it cannot be used; what was there stays. */
  | { readonly ok: false; readonly problem: string };

/** Characters of a text that are read; larger samples say no more about their fields. */
export const MOST_CHARACTERS = 10 * 1024 * 1024;
const deepestLevel = 48;

/**
 * Reads JSON Schema and OpenAPI (JSON or YAML), OData metadata, window definitions of Prophet 21, or a sample in JSON,
 * CSV or XML. Never throws.
 */
export function readSchema(text: string): SchemaReading {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return refused(strings.import.empty);
  if (text.length > MOST_CHARACTERS) return refused(strings.import.tooLarge);
  if (start.includes('\uFFFD') || start.includes('\u0000')) return refused(strings.import.notText);
  if (start.startsWith('<')) return readMarkup(start);
  if (/^[[{]/.test(start)) return readJson(start);
  return isSchemaYaml(start) ? readYaml(start) : readCsv(start);
}

/** A line of column names has no such lines. */
const isSchemaYaml = (text: string): boolean => /^["']?(openapi|swagger|\$schema|\$defs|properties)["']?:(\s|$)/m.test(text);

function readYaml(text: string): SchemaReading {
  const read = readDataFile(text);
  if (!read.ok) return refused(strings.import.notYaml(read.error));
  return readValue(read.value);
}

function readMarkup(text: string): SchemaReading {
  const metadata = csdlOfXml(text);
  return metadata ? named('odata', odataSchemas(metadata)) : fromSample(readXml(text), 'xml-sample');
}

function readJson(text: string): SchemaReading {
  const value = parsed(text);
  return value === undefined ? refused(strings.import.notJson) : readValue(value);
}

function readValue(value: Json): SchemaReading {
  if (isDeeper(value, deepestLevel)) return refused(strings.import.tooDeep(deepestLevel));
  if (!isJsonObject(value)) return fromSample(value, 'json-sample');
  if ('openapi' in value || 'swagger' in value) return named('openapi', openApiSchemas(value));
  if (typeof value['$Version'] === 'string') return named('odata', odataSchemas(value));
  if (isWindowDefinition(value)) return named('window', windowSchemas(value));
  if (isSchemaDocument(value)) return named('json-schema', [{ name: titleOf(value), schema: withDefs(value) }]);
  return fromSample(value, 'json-sample');
}

function named(kind: 'openapi' | 'odata' | 'window' | 'json-schema', found: readonly NamedSchema[]): SchemaReading {
  return found.length === 0 ? refused(strings.import.nothingDescribed[kind]) : { ok: true, kind, found };
}

/** A sample says no more about its columns after this many rows. */
const mostRows = 200;
const mostColumns = 2_000;

/** The rows under a line of column names, as records; values stay texts. */
function readCsv(text: string): SchemaReading {
  const read = parseCsv(text, { delimiter: csvDelimiterOf(text, csvDelimiters), trim: true, mostRecords: mostRows + 1 });
  if (!read.ok) return refused(strings.import.notCsv(read.error.line));
  const [names = [], ...rows] = read.value.map(({ cells }) => cells);
  if (names.length > mostColumns || names.every((name) => name === '')) return refused(strings.import.unreadable('csv-sample'));
  const records = (rows.length > 0 ? rows : [[]]).map((row) => {
    const record: Record<string, Json> = {};
    names.forEach((name, at) => name !== '' && setOwn(record, name, row[at] ?? ''));
    return record;
  });
  return fromSample(records, 'csv-sample');
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
  if (!isJsonObject(schema['properties'] as Json)) return refused(strings.import.noFields);
  return { ok: true, kind, found: [{ name: strings.import.sampleName, schema: withoutRequired(schema) }] };
}

/** References point into `$defs`, as the checker follows them. */
function withDefs(schema: JsonObject): JsonSchema {
  const defs = schema['$defs'] ?? schema['definitions'];
  return relinked({ ...schema, ...(defs !== undefined && { $defs: defs }) }) as JsonSchema;
}

/** A sample shows what was there once, not what must be there. */
function withoutRequired(schema: JsonSchema): JsonSchema {
  const { required: _observed, ...rest } = schema;
  const within = (member: unknown): unknown =>
    isJsonObject(member as Json) ? withoutRequired(member as JsonSchema) : member;
  return {
    ...rest,
    ...(isJsonObject(rest['properties'] as Json) && {
      properties: Object.fromEntries(
        Object.entries(rest['properties'] as object).map(([key, one]) => [key, within(one)]),
      ),
    }),
    ...('items' in rest && { items: within(rest['items']) }),
  };
}

const isSchemaDocument = (value: JsonObject): boolean =>
  '$schema' in value ||
  '$defs' in value ||
  (isJsonObject(value['properties'] ?? null) && (value['type'] === undefined || typeof value['type'] === 'string'));

const titleOf = (schema: JsonObject): string =>
  typeof schema['title'] === 'string' ? schema['title'] : strings.import.schemaName;

const refused = (problem: string): SchemaReading => ({ ok: false, problem });

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member as Json, levels - 1));
}
