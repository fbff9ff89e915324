import { ConnectorFailure, csdlTypeOfSet, csdlTypes, type JsonSchema } from '@penstock/connector-sdk';
import { objectOf } from '../answer';
import { callP21, type P21Context } from '../api';

/**
 * `$metadata` of the OData service, about 4 MB. It lists every table with its own columns, so those that an installation
 * added are there too.
 */
export async function readTableSchema(context: P21Context, table: string, kind: 'table' | 'view'): Promise<JsonSchema> {
  const metadata = objectOf(await callP21(context, { kind: 'odata', method: 'GET', url: `/odataservice/odata/${kind}/$metadata` }));
  const type = csdlTypeOfSet(metadata, table);
  const schema = type === undefined ? undefined : csdlTypes(metadata).get(type);
  if (schema) return schema;
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_TABLE_NOT_DESCRIBED',
    message: `Prophet 21 does not describe ${kind} ${table}. Nothing was changed.`,
    remedy: 'Check the name. After a table was added, choose "Refresh OData API service" in SOA Admin.',
  });
}
