import type { SimulatorReply, SimulatorRequest } from '@penstock/connector-sdk/simulator';
import type { Company } from './company';
import { ODataMistake } from './odata-filter';
import { odataMetadata } from './odata-metadata';
import { readTable } from './odata-read';
import type { TrapState } from './simulator-traps';
import { isTableName, type TableName } from './table-columns';
import { tableOfView } from './views-v3';

/** `/odataservice/odata`: OData 4.0, read-only, no nextLink and no limit of its own. */
const headers = {
  'odata-version': '4.0',
  'content-type': 'application/json; odata.metadata=minimal; odata.streaming=true',
};

const supportedOptions = ['$filter', '$select', '$orderby', '$top', '$skip', '$count', '$format'];

export function readODataTable(company: Company, request: SimulatorRequest, traps: Pick<TrapState, 'withoutFields'>): SimulatorReply {
  const name = request.params['name'] ?? '';
  if (name === '$metadata') return { status: 200, headers, body: odataMetadata(traps.withoutFields) };
  // An unknown table and a view under /table/ are the same empty 404.
  return isTableName(name) ? rowsOf(company, request, { name, table: name }) : { status: 404, body: '' };
}

/** Tables and views are disjoint: a table under /view/ is a 404 as well. */
export function readODataView(company: Company, request: SimulatorRequest): SimulatorReply {
  const name = request.params['name'] ?? '';
  const table = tableOfView(name);
  return table ? rowsOf(company, request, { name, table }) : { status: 404, body: '' };
}

interface NamedTable {
  readonly name: string;
  readonly table: TableName;
}

function rowsOf({ store }: Company, { query }: SimulatorRequest, { name, table }: NamedTable): SimulatorReply {
  const unsupported = Object.keys(query).find((option) => option.startsWith('$') && !supportedOptions.includes(option));
  if (unsupported !== undefined) return mistake(`The query option ${unsupported} is not supported.`);
  try {
    const { rows, count } = readTable(store.table(table), query);
    return {
      status: 200,
      headers,
      body: {
        '@odata.context': `http://p21server/odataservice/odata/$metadata#${name}`,
        ...(count !== undefined && { '@odata.count': count }),
        value: rows,
      },
    };
  } catch (error) {
    if (error instanceof ODataMistake) return mistake(error.message);
    throw error;
  }
}

/** Nearly every mistake of the caller is a 404. */
const mistake = (message: string): SimulatorReply => ({ status: 404, headers, body: { error: { code: '', message } } });

export const odataRoot: SimulatorReply = {
  status: 200,
  headers,
  body: { '@odata.context': 'http://p21server/odataservice/odata/table/$metadata', value: [] },
};
