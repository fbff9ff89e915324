import { describeConnector, type ConnectorDescriptor } from '@penstock/connector-sdk';
import { describedApi, importedConnector, OpenApiRefused, operationsOf, type DescribedApi } from '@penstock/connector-sdk/openapi';
import type { ImportPreview } from '@penstock/contracts';
import { readDataFile } from '@penstock/flow-model/files';
import type { Json } from '@penstock/kernel';
import { descriptionRefused } from './imports.errors';

/** A description that can become a connector. */
export interface ReadDescription {
  readonly document: Json;
  readonly api: DescribedApi;
  readonly descriptor: ConnectorDescriptor;
}

/** Reads an API description and tries what it would become; contacts nothing (S11). @throws ImportError API_DESCRIPTION_REFUSED */
export function readDescription(text: string): ReadDescription {
  const read = readDataFile(text);
  if (!read.ok) throw descriptionRefused(read.error);
  try {
    const document = read.value;
    const api = describedApi(document);
    const descriptor = describeConnector(importedConnector({ id: 'api-preview', title: api.title, versions: [{ version: 1, document }] }));
    return { document, api, descriptor };
  } catch (error) {
    if (error instanceof OpenApiRefused) throw descriptionRefused(error.message);
    throw error;
  }
}

export function previewOf({ document, api, descriptor }: ReadDescription): ImportPreview {
  const operations = operationsOf(document);
  return {
    ...api,
    operations: descriptor.actions.map(({ id, title, summary, effect, inputSchema }, index) => ({
      id,
      title,
      summary,
      method: operations[index]?.method ?? '',
      path: operations[index]?.path ?? '',
      effect: effect.class === 'R' ? 'R' : 'H',
      fields: Object.keys((inputSchema['properties'] ?? {}) as object),
    })),
  };
}
