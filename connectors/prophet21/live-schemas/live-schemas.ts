import { defineLiveSchemas, type JsonSchema, type LiveSchema, type LiveSchemaRequest } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { listOf, objectOf, textOf } from '../answer';
import type { P21Context } from '../api';
import { readDefinition } from '../definition';
import { entityTypes, readTemplate, type EntityType } from '../entity';
import { mappedServices, type MappedDocument, type MappedService } from '../mapped-services';
import type { Prophet21Settings } from '../settings';
import { watchedTables } from '../triggers/watch-table';
import { readTableSchema } from './table-metadata';

type Describe = (context: P21Context, settings: JsonObject) => Promise<readonly LiveSchema[]>;

const nameShape = /^[A-Za-z_][A-Za-z0-9_]{0,127}$/;
const object = (properties: Readonly<Record<string, JsonSchema>>): JsonSchema => ({ type: 'object', properties, required: Object.keys(properties) });

/** A query names columns itself, in what it selects, asks for and orders by. */
const ofQuery: Describe = async (context, settings) => {
  const table = textOf(settings['table']);
  if (!nameShape.test(table)) return [];
  const kind = settings['isView'] === true ? 'view' : 'table';
  const columns = [
    ...listOf(settings['columns']),
    ...listOf(settings['orderBy']),
    ...listOf(settings['conditions']).map((condition) => objectOf(condition)['column'] ?? null),
  ].map(textOf);
  const schema = await readTableSchema(context, table, kind);
  const used = [...new Set(columns.filter((column) => column !== ''))].map((column) => `rows.${column}`);
  return [{ title: `${kind === 'view' ? 'View' : 'Table'} ${table}`, side: 'read', schema: object({ rows: { type: 'array', items: schema } }), used }];
};

const ofWatched = (tableOf: (settings: JsonObject) => string): Describe => async (context, settings) => {
  const table = tableOf(settings);
  if (!Object.hasOwn(watchedTables, table)) return [];
  return [{ title: `Table ${table}`, side: 'read', schema: object({ record: await readTableSchema(context, table, 'table') }) }];
};

/** What the service map claims about a window; the flow's own fields are Penstock's, see the map for where they go. */
const ofDocument = (document: MappedDocument): Describe => async (context) => {
  const mapped = mappedServices(context.settings.serviceMap).find((each) => each.document === document);
  return mapped ? [await serviceSchema(context, mapped.service, usedOf(mapped))] : [];
};

const usedOf = ({ parts }: MappedService): readonly string[] =>
  parts.flatMap(({ element, fields, keys }) => [...Object.values(fields), ...keys].flatMap((field) => (field === undefined ? [] : [`${element}.${field}`])));

const ofTransaction: Describe = async (context, settings) => {
  const service = textOf(settings['service']);
  if (!nameShape.test(service)) return [];
  const used = listOf(settings['elements']).map(objectOf).flatMap(fieldsTyped);
  return [await serviceSchema(context, service, [...new Set(used)])];
};

const fieldsTyped = (element: JsonObject): readonly string[] =>
  listOf(element['rows']).flatMap((row) => listOf(row).map((edit) => `${textOf(element['element'])}.${textOf(objectOf(edit)['field'])}`));

/** The names of a window: page, element, field. Whether a field must be given, a definition does not say reliably. */
async function serviceSchema(context: P21Context, service: string, used: readonly string[]): Promise<LiveSchema> {
  const pages = new Map<string, Record<string, JsonSchema>>();
  for (const { name, fields } of await readDefinition(context, service)) {
    const [page = '', element = ''] = name.split('.');
    pages.set(page, { ...pages.get(page), [element]: object(Object.fromEntries(fields.map((field) => [field, {}]))) });
  }
  return { title: `Service ${service}`, side: 'read', schema: object(Object.fromEntries([...pages].map(([page, elements]) => [page, object(elements)]))), used };
}

/** Blank records show the properties that the Entity API has here, fields of the company's own among them. */
const ofEntity = (at: 'record' | 'records' | 'changes' | 'fields', typeOf: (settings: JsonObject) => string): Describe => async (context, settings) => {
  const type = typeOf(settings);
  // P21 has no blank address.
  if (!isEntity(type) || type === 'addresses') return [];
  const record = blankSchema(await readTemplate(context, type));
  const schema = object({ [at]: at === 'records' ? { type: 'array', items: record } : record });
  return [{ title: `Master records ${type}`, side: at === 'record' || at === 'records' ? 'read' : 'written', schema: at === 'record' || at === 'records' ? schema : open(schema) }];
};

const isEntity = (type: string): type is EntityType => (entityTypes as readonly string[]).includes(type);

/** Nothing of a blank record has to be given. */
const open = (schema: JsonSchema): JsonSchema => {
  const { required: _none, ...rest } = schema;
  return rest;
};

const blankSchema = (template: JsonObject): JsonSchema => ({ type: 'object', properties: Object.fromEntries(Object.entries(template).map(([name, value]) => [name, schemaOfBlank(value)])) });

/** A blank value says little: a text may stay a text or take a number, so only lists and objects are told apart. */
function schemaOfBlank(value: Json): JsonSchema {
  if (Array.isArray(value)) return { type: 'array' };
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0 ? blankSchema(objectOf(value)) : {};
}

const setting = (name: string) => (settings: JsonObject): string => textOf(settings[name]);

const described: Readonly<Record<string, Describe>> = {
  query: ofQuery,
  'changed-records': ofWatched(setting('table')),
  'customer-changed': ofWatched(() => 'customer'),
  'order-changed': ofWatched(() => 'oe_hdr'),
  'invoice-changed': ofWatched(() => 'invoice_hdr'),
  'receipt-changed': ofWatched(() => 'ar_receipts'),
  'post-ar-receipt': ofDocument('arReceipt'),
  'post-credit-memo': ofDocument('creditMemo'),
  'record-deposit': ofDocument('deposit'),
  'reverse-ar-receipt': ofDocument('reversal'),
  'post-transaction': ofTransaction,
  'get-record': ofEntity('record', setting('type')),
  'find-records': ofEntity('records', setting('type')),
  'update-record': ofEntity('changes', setting('type')),
  'create-customer': ofEntity('fields', () => 'customers'),
  'create-vendor': ofEntity('fields', () => 'vendors'),
};

/** What Prophet 21 says about itself: columns of tables, names of windows, properties of master records. */
export const liveSchemas = defineLiveSchemas<Prophet21Settings>({
  operations: Object.keys(described),
  describe: async (context, { operation, settings }: LiveSchemaRequest) =>
    Object.hasOwn(described, operation) ? ((await described[operation]?.(context, settings)) ?? []) : [],
});
