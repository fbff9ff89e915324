import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Json } from '@penstock/kernel';
import { listOf, objectOf, textOf } from './answer';
import { callP21, type P21Context } from './api';
import type { ArReceiptService } from './service-map';
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

/** What of the service map the installation does not have: `element TP_X.y`, `field z of TP_X.y`. */
export function missingInDefinition(map: ArReceiptService, elements: readonly ServiceElement[]): readonly string[] {
  const parts = [map.header, ...(map.application ? [map.application] : [])];
  return parts.flatMap(({ element, fields, keys }) => {
    const known = elements.find(({ name }) => name === element);
    if (!known) return [`element ${element}`];
    const wanted = [...Object.values(fields).filter((field) => field !== undefined), ...keys];
    return wanted.filter((field) => !known.fields.includes(field)).map((field) => `field ${field} of ${element}`);
  });
}

/** @throws ConnectorFailure class `config` that names every missing element and field. */
export async function checkArReceiptService(context: P21Context, map: ArReceiptService): Promise<void> {
  const missing = missingInDefinition(map, await readDefinition(context, map.service));
  if (missing.length === 0) return;
  throw new ConnectorFailure({
    class: 'config',
    code: 'P21_SERVICE_MAP_WRONG',
    message: `The service map for AR receipts does not fit service ${map.service}: there is no ${missing.join(', no ')}.`,
    remedy: 'Run "Discover services" with this service and correct the names in the service map.',
  });
}
