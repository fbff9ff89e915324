import { canonicalJson, type Decimal, type Json } from '@penstock/kernel';
import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import { audit, demoCompanyId, serverTime, type Company } from './company';
import { columnOf, entityShapes, newRowDefaults, type EntityShape } from './entity-shapes';
import { ODataMistake } from './odata-filter';
import { readTable } from './odata-read';
import { NOT_FOUND, restError } from './rest-envelope';
import { money, type ChangeSet, type Row, type Table } from './table-store';
import { members } from './transaction-set';

/** `/api/entity/{customers|vendors|contacts|addresses}`: master data by P21's property names. */

const notFound = (key: string): SimulatorReply =>
  restError(
    404,
    `Your query did not yield any results. No resources found for query string "GetById ${key}".`,
    NOT_FOUND,
  );

export const ping: SimulatorReply = { status: 200, body: { ResponseMessage: 'success' } };

export function getEntity(company: Company, { params, query }: SimulatorRequest): SimulatorReply {
  const shape = entityShapes[params['type'] ?? ''];
  const key = params['key'] ?? '';
  if (!shape) return { status: 404, body: '' };
  if (key === 'ping') return ping;
  if (key === 'new') return templateOf(shape);
  const row = rowByKey(company, shape, key);
  if (!row) return notFound(key);
  return {
    status: 200,
    body: entityToApi(company, shape, { row, wanted: (query['extendedproperties'] ?? '').split(',') }),
  };
}

/** Without a query P21 sends the whole table; there is no paging. */
export function listEntities({ store }: Company, { params, query }: SimulatorRequest): SimulatorReply {
  const shape = entityShapes[params['type'] ?? ''];
  if (!shape) return { status: 404, body: '' };
  const filter = query['$query'];
  try {
    const { rows } = readTable(store.table(shape.table), filter ? { $filter: asColumns(shape, filter) } : {});
    return { status: 200, body: rows.map((row) => propertiesToApi(shape, row)) };
  } catch (error) {
    if (error instanceof ODataMistake) return restError(500, error.message, 'P21.DataAccess.Common.QueryException');
    throw error;
  }
}

export function createEntity(company: Company, request: SimulatorRequest): SimulatorReply {
  const shape = entityShapes[request.params['type'] ?? ''];
  if (!shape?.canCreate) return { status: 405, body: '<html><body>405 - HTTP verb used is not allowed.</body></html>' };
  const record = members(request.json());
  const missing = shape.required.find((property) => record[property] === undefined || record[property] === '');
  if (missing !== undefined) return restError(500, `${missing} is required. (-1)`);
  if (shape.hasCompany && record['CompanyId'] !== demoCompanyId) return restError(500, 'Company ID is not valid. (-1)');
  const id = nextId(company, shape);
  const row: Row = {
    ...newRowDefaults[shape.table],
    ...rowOf(company.store.table(shape.table), shape, record),
    [shape.keyColumn]: id,
    delete_flag: 'N',
    ...audit(company.clock),
  };
  const changes: ChangeSet = { insert: insertsFor(shape, row), update: [] };
  request.commit({ kind: shape.objectName, key: referenceOf(row), id: String(id), data: changes });
  company.store.apply(changes);
  return { status: 200, body: propertiesToApi(shape, row) };
}

/** A PUT without a property leaves it empty: what the real one does is not public, so a client must not rely on either. */
export function updateEntity(company: Company, request: SimulatorRequest): SimulatorReply {
  const shape = entityShapes[request.params['type'] ?? ''];
  const key = request.params['key'] ?? '';
  if (!shape?.canUpdate) return { status: 405, body: '<html><body>405 - HTTP verb used is not allowed.</body></html>' };
  const row = rowByKey(company, shape, key);
  if (!row) return notFound(key);
  const table = company.store.table(shape.table);
  const sent = rowOf(table, shape, members(request.json()));
  const emptied = Object.fromEntries(
    shape.properties
      .map((property) => columnOf(shape, property))
      .filter(
        (column) =>
          table.columnType(column) !== undefined &&
          !table.isIndexed(column) &&
          column !== 'company_id' &&
          !(column in sent),
      )
      .map((column) => [column, null]),
  );
  const fixed = Object.fromEntries(Object.entries(sent).filter(([column]) => !table.isIndexed(column)));
  const wanted = { ...emptied, ...fixed };
  // What stands there already is no second change: the log of effects judges repetitions.
  if (Object.entries(wanted).every(([column, value]) => canonicalJson(row[column] ?? null) === canonicalJson(value ?? null))) {
    return { status: 200, body: propertiesToApi(shape, row) };
  }
  const patch = { ...wanted, date_last_modified: serverTime(company.clock) };
  const changes: ChangeSet = {
    insert: [],
    update: [[shape.table, [shape.keyColumn, row[shape.keyColumn] ?? null], patch]],
  };
  request.commit({ kind: `${shape.objectName}-change`, key, id: key, data: changes });
  company.store.apply(changes);
  return { status: 200, body: propertiesToApi(shape, { ...row, ...patch }) };
}

function rowByKey({ store }: Company, { table, keyColumn, hasCompany }: EntityShape, key: string): Row | undefined {
  const at = key.indexOf('_');
  // The plain id of a customer is not found.
  if (hasCompany && at < 0) return undefined;
  const id = hasCompany ? key.slice(at + 1) : key;
  return store
    .table(table)
    .find(keyColumn, id)
    .find((row) => !hasCompany || row['company_id'] === key.slice(0, at));
}

function templateOf(shape: EntityShape): SimulatorReply {
  if (!shape.hasTemplate)
    return restError(500, 'Object reference not set to an instance of an object.', 'NullReferenceException');
  return { status: 200, body: propertiesToApi(shape, {}) };
}

const propertiesToApi = (shape: EntityShape, row: Row): Json => ({
  ...Object.fromEntries(shape.properties.map((property) => [property, row[columnOf(shape, property)] ?? null])),
  ...Object.fromEntries(shape.children.map((child) => [child, null])),
  UserDefinedFields: {},
  ObjectName: shape.objectName,
});

function entityToApi(
  company: Company,
  shape: EntityShape,
  { row, wanted }: { row: Row; wanted: readonly string[] },
): Json {
  const body = propertiesToApi(shape, row) as Readonly<Record<string, Json>>;
  const isWanted = (child: string) => wanted.includes('*') || wanted.includes(child);
  if (!isWanted('CustomerAddress') || !shape.children.includes('CustomerAddress')) return body;
  const address = company.store.table('address').find('id', row['customer_id'] ?? null)[0];
  return {
    ...body,
    CustomerAddress: address ? propertiesToApi(entityShapes['addresses'] as EntityShape, address) : null,
  };
}

/** Properties that the table does not have are taken without a word. */
function rowOf(table: Table, shape: EntityShape, record: Readonly<Record<string, Json>>): Row {
  const row: Row = {};
  for (const property of shape.properties) {
    const column = columnOf(shape, property);
    const type = table.columnType(column);
    const value = record[property];
    if (type === undefined || value === undefined) continue;
    row[column] = type === 'money' && value !== null ? money(value as number | string | Decimal) : value;
  }
  return row;
}

/** A customer brings its own ship-to and address, under the same number. */
function insertsFor({ table }: EntityShape, row: Row): ChangeSet['insert'] {
  if (table !== 'customer') return [[table, row]];
  const { customer_id: id = null, customer_name: name = null, terms_id: terms = null } = row;
  const { date_created = null, date_last_modified = null } = row;
  const dates = { date_created, date_last_modified, delete_flag: 'N' };
  return [
    [table, { ...row, customer_id_string: String(id) }],
    [
      'ship_to',
      { ship_to_id: id, customer_id: id, company_id: demoCompanyId, default_branch: '100', terms_id: terms, ...dates },
    ],
    ['address', { id, name, corp_address_id: id, ...dates }],
  ];
}

function nextId({ store }: Company, { table }: EntityShape): string | number {
  if (table === 'contacts') return `C${store.next('contact')}`;
  return store.next(table === 'vendor' ? 'vendor' : 'customer');
}

const referenceOf = (row: Row): string => String(row['legacy_id'] ?? row['email_address'] ?? row['name'] ?? '');

/** `startswith(CustomerName, 'ABC')` and `substringof('ABC', CustomerName)` in the words of the table reader. */
function asColumns(shape: EntityShape, query: string): string {
  return query
    .replace(/substringof\(\s*('(?:[^']|'')*')\s*,\s*(\w+)\s*\)/g, 'contains($2,$1)')
    .replace(/'(?:[^']|'')*'|[A-Z]\w*/g, (part) => (part.startsWith("'") ? part : columnOf(shape, part)));
}

export function postExchangeRate(request: SimulatorRequest): SimulatorReply {
  const rate = members(request.json());
  if (rate['CurrencyId'] === rate['ToCurrencyId']) return restError(500, 'The currencies cannot be the same. (-1)');
  return restError(500, 'Exchange rates are not kept by this company.');
}
