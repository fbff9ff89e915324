import { isJsonObject, setOwn, type JsonObject } from '@penstock/kernel';
import type { JsonSchema } from '@penstock/mapping';
import { listOf, recordOf, type NamedSchema } from './json-parts';

/** `GET definition/{service}` of Prophet 21: its template is a blank transaction with every element and field. */
export const isWindowDefinition = (value: JsonObject): boolean => isJsonObject(recordOf(value['Template'])['TransactionSet']);

/** The window with its pages, elements and fields; what must be given, a definition does not say reliably. */
export function windowSchemas(definition: JsonObject): readonly NamedSchema[] {
  const set = recordOf(recordOf(definition['Template'])['TransactionSet']);
  const pages: Record<string, JsonSchema> = {};
  for (const element of listOf(set['Transactions']).flatMap((each) => listOf(recordOf(each)['DataElements'])).map(recordOf)) {
    const [page = '', name = page] = String(element['Name'] ?? '').split('.');
    const fields: Record<string, JsonSchema> = {};
    for (const edit of listOf(element['Rows']).flatMap((row) => listOf(recordOf(row)['Edits']))) setOwn(fields, String(recordOf(edit)['Name'] ?? ''), { type: 'string' });
    const content = { type: 'object', properties: fields };
    const before = Object.hasOwn(pages, page) ? recordOf(pages[page]?.['properties'] as never) : {};
    setOwn(pages, page, { type: 'object', properties: { ...before, [name]: element['Type'] === 'List' ? { type: 'array', items: content } : content } });
  }
  if (Object.keys(pages).length === 0) return [];
  return [{ name: typeof definition['Name'] === 'string' ? definition['Name'] : '', schema: { type: 'object', properties: pages } }];
}
