import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { listOf, objectOf, textOf } from './answer';
import { callP21, type P21Context } from './api';
import { documentNames, type MappedDocument, type MappedPart, type MappedService } from './mapped-services';
import { uiServerOf } from './ui-server';

/** What `GET definition/{service}` says about a window: its elements and their fields. */
export interface ServiceElement {
  readonly name: string;
  readonly type: string;
  readonly keys: readonly string[];
  readonly fields: readonly string[];
}

export async function readServiceNames(context: P21Context): Promise<readonly string[]> {
  const url = `${await uiServerOf(context)}/api/v2/services`;
  const answer = await callP21(context, { kind: 'read', method: 'GET', url });
  return listOf(answer).map((service) => textOf(service) || textOf(objectOf(service)['Name']));
}

/** @throws ConnectorFailure class `config` for a service that this installation does not have. */
export async function readDefinition(context: P21Context, service: string): Promise<readonly ServiceElement[]> {
  const url = `${await uiServerOf(context)}/api/v2/definition/${encodeURIComponent(service)}`;
  return elementsOf(await callP21(context, { kind: 'definition', method: 'GET', url }));
}

/**
 * Elements come from the template, a blank transaction with every field. `Required` in the definition is wrong in both
 * directions, so it is not read.
 */
export function elementsOf(definition: Json): readonly ServiceElement[] {
  const template = objectOf(objectOf(objectOf(definition)['Template'])['TransactionSet']);
  return listOf(template['Transactions']).flatMap((transaction) =>
    listOf(objectOf(transaction)['DataElements']).map((item) => {
      const element = objectOf(item);
      const rows = listOf(element['Rows']).map(objectOf);
      return {
        name: textOf(element['Name']),
        type: textOf(element['Type']),
        keys: listOf(element['Keys']).map(textOf),
        fields: rows.flatMap((row) => listOf(row['Edits']).map((edit) => textOf(objectOf(edit)['Name']))),
      };
    }),
  );
}

/** What of a mapped service the installation does not have: `element TP_X.y`, `field z of TP_X.y`. */
export function missingInDefinition(
  parts: readonly MappedPart[],
  elements: readonly ServiceElement[],
): readonly string[] {
  return parts.flatMap(({ element, fields, keys }) => {
    const known = elements.find(({ name }) => name === element);
    if (!known) return [`element ${element}`];
    const wanted = [...Object.values(fields).filter((field) => field !== undefined), ...keys];
    return wanted.filter((field) => !known.fields.includes(field)).map((field) => `field ${field} of ${element}`);
  });
}

/**
 * Names a definition by its elements, keys and fields, whatever order they come in: the same digest later means that
 * the window is still the one that was set up. FNV-1a over 64 bits; it guards against change, not against malice.
 */
export function digestOf(elements: readonly ServiceElement[]): string {
  const lines = elements.map(({ name, type, keys, fields }) =>
    [name, type, [...keys].sort(), [...fields].sort()].join('|'),
  );
  let hash = 0xcbf29ce484222325n;
  for (const character of lines.sort().join('\n')) {
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & 0xffffffffffffffffn;
  }
  return hash.toString(16).padStart(16, '0');
}

export interface ServiceCheck {
  readonly document: MappedDocument;
  readonly service: string;
  /** `changed`: every mapped name is still there, but the window is not the one that was set up. */
  readonly state: 'unchanged' | 'changed' | 'broken';
  readonly missing: readonly string[];
  readonly digest: string;
}

/** Compares the map's claims about a service with what the installation says now. */
export async function checkService(context: P21Context, mapped: MappedService): Promise<ServiceCheck> {
  const { document, service, definitionDigest, parts } = mapped;
  const elements = await readDefinition(context, service);
  const missing = missingInDefinition(parts, elements);
  const digest = digestOf(elements);
  const isSame = definitionDigest === undefined || definitionDigest === digest;
  return {
    document,
    service,
    missing,
    digest,
    state: missing.length > 0 ? 'broken' : isSame ? 'unchanged' : 'changed',
  };
}

/** @throws ConnectorFailure class `config` that names every missing element and field. */
export function assertUsable({ document, service, missing }: ServiceCheck): void {
  if (missing.length === 0) return;
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_SERVICE_MAP_WRONG',
    message: `The service map for ${documentNames[document]} does not fit service ${service}: there is no ${missing.join(', no ')}.`,
    remedy: 'Run "Set up a service" again and correct the names in the service map.',
  });
}
