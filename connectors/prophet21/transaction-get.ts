import { ConnectorFailure } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { isObject, listOf, objectOf, textOf } from './answer';
import { callP21, type P21Context } from './api';
import { uiServerOf } from './ui-server';

/** Which window state to read: an element and the values of its keys. */
export interface WindowState {
  readonly element: string;
  readonly keys: readonly (readonly [field: string, value: string])[];
}

export const transactionGet = (service: string, states: readonly WindowState[]): JsonObject => ({
  ServiceName: service,
  TransactionStates: states.map(({ element, keys }) => ({
    DataElementName: element,
    Keys: keys.map(([Name, Value]) => ({ Name, Value })),
  })),
});

/** One element of a window as it stands in P21: its rows by field name. */
export interface WindowElement {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * The whole windows, one per state, a few hundred kilobytes each: P21 knows no part of one.
 * @throws ConnectorFailure when the answer is no transaction set.
 */
export async function readWindows(
  context: P21Context,
  service: string,
  states: readonly WindowState[],
): Promise<readonly (readonly WindowElement[])[]> {
  const url = `${await uiServerOf(context)}/api/v2/transaction/get`;
  const answer = await callP21(context, {
    kind: 'definition',
    method: 'POST',
    url,
    json: transactionGet(service, states),
  });
  const transactions = isObject(answer) ? answer['Transactions'] : undefined;
  if (!Array.isArray(transactions)) throw unreadable(service);
  return listOf(transactions).map((one) => listOf(objectOf(one)['DataElements']).map(elementFromApi));
}

const elementFromApi = (json: Json): WindowElement => ({
  name: textOf(objectOf(json)['Name']),
  rows: listOf(objectOf(json)['Rows']).map((row) =>
    Object.fromEntries(
      listOf(objectOf(row)['Edits']).map((edit) => [textOf(objectOf(edit)['Name']), textOf(objectOf(edit)['Value'])]),
    ),
  ),
});

const unreadable = (service: string): ConnectorFailure =>
  new ConnectorFailure({
    class: 'transient',
    code: 'P21_UNREADABLE_ANSWER',
    message: `Prophet 21's answer to reading ${service} holds no transactions. Nothing was changed.`,
  });
