import type { Json, JsonObject } from '@penstock/kernel';
import { listOf, objectOf, textOf } from './answer';
import { escapeXml } from './xml';

/**
 * A transaction set as XML. P21 reads it with the DataContract serializer: the namespace must be there, members stand in
 * alphabetical order (others are skipped without a word), and plain texts of a list carry their own namespace.
 */
const NAMESPACE = 'http://schemas.datacontract.org/2004/07/P21.Transactions.Model.V2';
const ARRAYS = 'http://schemas.microsoft.com/2003/10/Serialization/Arrays';

export function transactionSetToXml(set: JsonObject): string {
  const transactions = listOf(set['Transactions']).map((one) => transactionToXml(objectOf(one)));
  return [
    `<TransactionSet xmlns="${NAMESPACE}">`,
    plain('IgnoreDisabled', set['IgnoreDisabled'] ?? false),
    plain('Name', set['Name']),
    `<Transactions>${transactions.join('')}</Transactions>`,
    plain('UseCodeValues', set['UseCodeValues'] ?? false),
    '</TransactionSet>',
  ].join('');
}

function transactionToXml(transaction: JsonObject): string {
  const elements = listOf(transaction['DataElements']).map((one) => dataElementToXml(objectOf(one)));
  const status = plain('Status', transaction['Status']);
  return `<Transaction><DataElements>${elements.join('')}</DataElements>${status}</Transaction>`;
}

function dataElementToXml(element: JsonObject): string {
  const keys = listOf(element['Keys']).map((key) => `<a:string>${escapeXml(textOf(key))}</a:string>`);
  const rows = listOf(element['Rows']).map((row) => rowToXml(objectOf(row)));
  return [
    '<DataElement>',
    `<Keys xmlns:a="${ARRAYS}">${keys.join('')}</Keys>`,
    plain('Name', element['Name']),
    `<Rows>${rows.join('')}</Rows>`,
    plain('Type', element['Type']),
    '</DataElement>',
  ].join('');
}

function rowToXml(row: JsonObject): string {
  const edits = listOf(row['Edits'])
    .map(objectOf)
    .map((edit) => `<Edit>${plain('Name', edit['Name'])}${plain('Value', edit['Value'])}</Edit>`);
  return `<Row><Edits>${edits.join('')}</Edits><RelativeDateEdits /></Row>`;
}

const plain = (name: string, value: Json | undefined): string => `<${name}>${escapeXml(textOf(value))}</${name}>`;
