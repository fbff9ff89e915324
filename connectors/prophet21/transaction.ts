import { ConnectorFailure, type FailureDetails } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { isObject, listOf, objectOf, textOf } from './answer';
import { callP21, type P21Context } from './api';
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
  const url = `${await uiServerOf(context)}/api/v2/transaction`;
  const answer = await callP21(context, { kind: 'write', method: 'POST', url, json: request });
  const failure = transactionFailure(answer);
  if (failure) throw new ConnectorFailure(failure);
  return objectOf(answer);
}

/** Undefined when the one transaction passed. */
export function transactionFailure(answer: Json): FailureDetails | undefined {
  const summary = isObject(answer) ? answer['Summary'] : undefined;
  if (!isObject(summary)) return unclear('Prophet 21 answered without a summary.');

  const messages = listOf(objectOf(answer)['Messages']).map(textOf).join(' ').trim();
  if (/Unexpected response window/i.test(messages)) return unexpectedWindow(messages);
  if (count(summary['Failed']) > 0) return refused(messages);
  if (count(summary['Succeeded']) === 1 && count(summary['Other']) === 0) return undefined;
  return unclear(`Prophet 21 reports neither success nor failure. ${messages}`.trim());
}

const count = (value: Json | undefined): number => Number(textOf(value) || 0);

const refused = (messages: string): FailureDetails => ({
  class: 'business',
  code: 'P21_TRANSACTION_REFUSED',
  message: `Prophet 21 refused the entry. Nothing was posted. Prophet 21 says: ${messages || '(no reason given)'}`,
  remedy: 'Correct the field that P21 names and run again.',
});

/** A left-over dialog of a pooled session, or a rule that asks on saving: it can come before or after the save. */
const unexpectedWindow = (messages: string): FailureDetails => ({
  class: 'ambiguous',
  code: 'P21_UNEXPECTED_WINDOW',
  message: `A dialog stood in the way in Prophet 21. The posting may have been made; it is looked up before anything else. Prophet 21 says: ${messages}`,
  remedy: 'If it keeps coming: a DynaChange rule opens a dialog on saving. Exempt the API user from it.',
});

const unclear = (said: string): FailureDetails => ({
  class: 'ambiguous',
  code: 'P21_UNREADABLE_ANSWER',
  message: `${said} The posting may have been made; it is looked up before anything else.`,
});

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
