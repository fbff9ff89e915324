import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { listOf, objectOf, textOf } from './answer';
import { callP21, type Call, type P21Context } from './api';
import { beforeSending } from './before-sending';
import { transactionFailure } from './transaction-outcome';
import { transactionSetToXml } from './transaction-xml';
import { uiServerOf } from './ui-server';

/**
 * The Transaction API replays edits in a window as a user would type them: the order of elements and of edits matters,
 * every value is text, and a refusal comes with HTTP 200.
 */

/** Field name and value, in typing order. */
export type Edit = readonly [field: string, value: string];

export interface DataElement {
  readonly name: string;
  readonly type: 'Form' | 'List';
  /** Identity of rows: rows equal on the keys collapse into one, and P21 still reports success. */
  readonly keys: readonly string[];
  readonly rows: readonly (readonly Edit[])[];
}

/** One transaction per call: several in one call succeed and fail independently of each other. */
export function transactionSet(service: string, elements: readonly DataElement[]): JsonObject {
  return {
    Name: service,
    UseCodeValues: false,
    Transactions: [{ Status: 'New', DataElements: elements.map(elementToApi) }],
  };
}

const elementToApi = ({ name, type, keys, rows }: DataElement): JsonObject => ({
  Name: name,
  Type: type,
  Keys: keys,
  Rows: rows.map((edits) => ({
    Edits: edits.map(([Name, Value]) => ({ Name, Value })),
    RelativeDateEdits: [],
  })),
});

/** @throws ConnectorFailure unless P21 reports exactly this one transaction as passed. */
export async function postTransaction(context: P21Context, request: JsonObject): Promise<JsonObject> {
  const url = await transactionUrl(context);
  const answer = await callP21(context, { kind: 'write', method: 'POST', url, ...bodyOf(context, request) });
  return passedOrThrow(answer);
}

export const transactionUrl = async (context: P21Context, path = ''): Promise<string> =>
  `${await beforeSending(() => uiServerOf(context))}/api/v2/transaction${path}`;

/** The Transaction API takes both forms; XML is for middlewares whose JSON is switched off or filtered on the way. */
export const bodyOf = ({ settings }: P21Context, request: JsonObject): Pick<Call, 'json' | 'xml'> =>
  settings.transactionFormat === 'xml' ? { xml: transactionSetToXml(request) } : { json: request };

/** @throws ConnectorFailure unless the answer reports the one record as passed. */
export function passedOrThrow(answer: Json): JsonObject {
  const failure = transactionFailure(answer);
  if (failure) throw new ConnectorFailure(failure);
  return objectOf(answer);
}

/** A value that P21 generated, e.g. `order_no`; undefined when the answer does not carry it. */
export function generatedValue(answer: JsonObject, field: string): string | undefined {
  for (const transaction of listOf(objectOf(answer['Results'])['Transactions'])) {
    for (const element of listOf(objectOf(transaction)['DataElements'])) {
      for (const row of listOf(objectOf(element)['Rows'])) {
        const edit = listOf(objectOf(row)['Edits'])
          .map(objectOf)
          .find((candidate) => candidate['Name'] === field);
        const value = textOf(edit?.['Value']);
        if (value !== '') return value;
      }
    }
  }
  return undefined;
}
