import { csdlTypes } from '@penstock/connector-sdk';
import { setOwn, type Json, type JsonObject } from '@penstock/kernel';
import type { NamedSchema } from './json-parts';

/** Entity types of OData metadata, e.g. the tables of Prophet 21. */
export const odataSchemas = (metadata: JsonObject): readonly NamedSchema[] =>
  [...csdlTypes(metadata)].map(([name, schema]) => ({ name: name.slice(name.lastIndexOf('.') + 1), schema }));

/** XML metadata in the form of JSON metadata; undefined for any other XML. In XML a field may be empty unless it says no. */
export function csdlOfXml(text: string): JsonObject | undefined {
  const document = new DOMParser().parseFromString(text, 'text/xml');
  if (document.querySelector('parsererror') || document.documentElement.localName !== 'Edmx') return undefined;
  const metadata: Record<string, Json> = {};
  for (const schema of elementsNamed(document, ['Schema'])) {
    const types: Record<string, Json> = {};
    for (const type of elementsNamed(schema, ['EntityType', 'ComplexType'])) setOwn(types, type.getAttribute('Name') ?? '', typeOf(type));
    setOwn(metadata, schema.getAttribute('Namespace') ?? '', types);
  }
  return metadata;
}

function typeOf(type: Element): Json {
  const fields: Record<string, Json> = { $Kind: type.localName };
  for (const field of elementsNamed(type, ['Property'])) {
    const length = field.getAttribute('MaxLength');
    setOwn(fields, field.getAttribute('Name') ?? '', {
      $Type: field.getAttribute('Type') ?? 'Edm.String',
      $Nullable: field.getAttribute('Nullable') !== 'false',
      ...(length !== null && { $MaxLength: length }),
    });
  }
  return fields;
}

const elementsNamed = (within: Document | Element, names: readonly string[]): readonly Element[] =>
  [...within.getElementsByTagName('*')].filter(({ localName }) => names.includes(localName));
