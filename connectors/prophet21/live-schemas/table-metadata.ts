import { ConnectorFailure, type JsonSchema } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { isObject, objectOf, textOf } from '../answer';
import { callP21, type P21Context } from '../api';

/**
 * `$metadata` of the OData service, JSON CSDL 4.0: sets stand in `<namespace>.container`, their types beside it. It lists
 * every table with its own columns, so those that an installation added are there too. About 4 MB.
 */
export async function readTableSchema(context: P21Context, table: string, kind: 'table' | 'view'): Promise<JsonSchema> {
  const metadata = objectOf(await callP21(context, { kind: 'odata', method: 'GET', url: `/odataservice/odata/${kind}/$metadata` }));
  const type = typeNameOf(metadata, table);
  const shape = type === undefined ? undefined : entityType(metadata, type);
  if (shape) return schemaOfType(shape);
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_TABLE_NOT_DESCRIBED',
    message: `Prophet 21 does not describe ${kind} ${table}. Nothing was changed.`,
    remedy: 'Check the name. After a table was added, choose "Refresh OData API service" in SOA Admin.',
  });
}

function typeNameOf(metadata: JsonObject, table: string): string | undefined {
  for (const namespace of Object.values(metadata)) {
    const container = isObject(namespace) ? objectOf(namespace['container']) : {};
    if (Object.hasOwn(container, table)) return textOf(objectOf(container[table])['$Type']) || undefined;
  }
  return undefined;
}

function entityType(metadata: JsonObject, name: string): JsonObject | undefined {
  const at = name.lastIndexOf('.');
  const namespace = objectOf(metadata[name.slice(0, at)]);
  const type = namespace[name.slice(at + 1)];
  return isObject(type) ? type : undefined;
}

/** Members that begin with `$` or hold `@` say something about the type and are no columns. */
function schemaOfType(type: JsonObject): JsonSchema {
  const columns = Object.entries(type).filter(([name, column]) => !name.startsWith('$') && !name.includes('@') && isObject(column));
  return {
    type: 'object',
    properties: Object.fromEntries(columns.map(([name, column]) => [name, schemaOfColumn(objectOf(column))])),
    required: columns.map(([name]) => name),
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
  'Edm.DateTimeOffset': { type: 'string', format: 'date-time' },
};

/** A property without a type is text; one that may be empty says so. */
function schemaOfColumn(column: JsonObject): JsonSchema {
  const schema = jsonTypes[textOf(column['$Type'])] ?? { type: 'string' };
  const length = column['$MaxLength'];
  return {
    ...schema,
    ...(isNullable(column['$Nullable']) && { type: [schema['type'], 'null'] }),
    ...(schema['type'] === 'string' && length !== undefined && Number(length) > 0 && { maxLength: Number(length) }),
  };
}

const isNullable = (nullable: Json | undefined): boolean => nullable === true;
