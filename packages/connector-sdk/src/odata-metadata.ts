import { isJsonObject, type Json, type JsonObject } from '@penstock/kernel';
import type { JsonSchema } from './descriptor';

/**
 * `$metadata` of an OData service as JSON CSDL 4.0: types stand in their namespaces, and sets in a container name them.
 * XML metadata can be brought into this form. What is a name is data here, whatever it is called.
 */
export type Csdl = JsonObject;

/** Types by their full name, e.g. `dbo.customer`, in their order. */
export function csdlTypes(metadata: Csdl): ReadonlyMap<string, JsonSchema> {
  const types = new Map<string, JsonSchema>();
  for (const [namespace, members] of Object.entries(metadata)) {
    for (const [name, type] of Object.entries(isJsonObject(members) ? members : {})) {
      if (isJsonObject(type) && isTypeKind(type['$Kind'])) types.set(`${namespace}.${name}`, schemaOfType(type));
    }
  }
  return types;
}

/** The full name of the type behind a set; undefined when the service has no such set. */
export function csdlTypeOfSet(metadata: Csdl, set: string): string | undefined {
  for (const members of Object.values(metadata)) {
    for (const container of Object.values(isJsonObject(members) ? members : {})) {
      const entry = isJsonObject(container) && Object.hasOwn(container, set) ? container[set] : undefined;
      if (isJsonObject(entry) && typeof entry['$Type'] === 'string' && !isTypeKind(isJsonObject(container) ? container['$Kind'] : undefined)) return entry['$Type'];
    }
  }
  return undefined;
}

const isTypeKind = (kind: Json | undefined): boolean => kind === 'EntityType' || kind === 'ComplexType';

/** Members that begin with `$` or hold `@` say something about the type and are no fields. */
function schemaOfType(type: JsonObject): JsonSchema {
  const fields = Object.entries(type).filter(([name, field]) => !name.startsWith('$') && !name.includes('@') && isJsonObject(field));
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name, field]) => [name, schemaOfField(field as JsonObject)])),
    required: fields.map(([name]) => name),
  };
}

const jsonTypes: Readonly<Record<string, JsonSchema>> = {
  'Edm.Boolean': { type: 'boolean' },
  'Edm.Byte': { type: 'integer' },
  'Edm.Int16': { type: 'integer' },
  'Edm.Int32': { type: 'integer' },
  'Edm.Int64': { type: 'integer' },
  'Edm.Decimal': { type: 'number' },
  'Edm.Double': { type: 'number' },
  'Edm.Single': { type: 'number' },
  'Edm.Date': { type: 'string', format: 'date' },
  'Edm.DateTime': { type: 'string', format: 'date-time' },
  'Edm.DateTimeOffset': { type: 'string', format: 'date-time' },
};

/** A field without a type is text; one that may be empty says so. */
function schemaOfField(field: JsonObject): JsonSchema {
  const type = field['$Type'];
  const schema = (typeof type === 'string' && Object.hasOwn(jsonTypes, type) ? jsonTypes[type] : undefined) ?? { type: 'string' };
  const length = Number(field['$MaxLength']);
  return {
    ...schema,
    ...(field['$Nullable'] === true && { type: [schema['type'], 'null'] }),
    ...(schema['type'] === 'string' && length > 0 && { maxLength: length }),
  };
}
