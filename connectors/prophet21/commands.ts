import { ConnectorFailure, type FailureDetails } from '@penstock/connector-sdk';
import type { Json, JsonObject } from '@penstock/kernel';
import { listOf, objectOf, textOf } from './answer';
import { callP21, type P21Context } from './api';
import { beforeSending } from './before-sending';
import { uiServerOf } from './ui-server';

/**
 * `POST commands`: a window driven step by step, for the few windows that the Transaction API does not post to, such as
 * ReverseARPayment. Saving is one step of it, told by an event; the HTTP status says nothing.
 */
export type WindowStep =
  | { readonly do: 'change'; readonly fields: readonly WindowField[] }
  /** Rows count from 1. */
  | { readonly do: 'select-row'; readonly datawindow: string; readonly row: number }
  | { readonly do: 'tool'; readonly tool: string; readonly row: number }
  | { readonly do: 'save' };

export interface WindowField {
  readonly datawindow: string;
  readonly field: string;
  readonly value: string;
}

const OPEN = 0;
const CLOSE = 1;

export function commandRequests(service: string, steps: readonly WindowStep[]): JsonObject {
  return {
    Requests: [
      { Action: OPEN, DetailLevel: 0, Args: { ServiceName: service } },
      ...steps.map(stepToApi),
      { Action: CLOSE, DetailLevel: 0 },
    ],
  };
}

function stepToApi(step: WindowStep): JsonObject {
  switch (step.do) {
    case 'change':
      return { Action: 2, DetailLevel: 0, Args: { List: step.fields.map(fieldToApi) } };
    case 'select-row':
      return { Action: 5, DetailLevel: 0, Args: { DatawindowName: step.datawindow, Row: step.row } };
    case 'tool':
      return { Action: 9, DetailLevel: 0, Args: { ToolName: step.tool, Row: step.row } };
    case 'save':
      return { Action: 6, DetailLevel: 0 };
  }
}

const fieldToApi = ({ datawindow, field, value }: WindowField): JsonObject => ({
  DatawindowName: datawindow,
  FieldName: field,
  Value: value,
});

/** `TABPAGE_1.order` is page and datawindow; commands name the datawindow alone. */
export const datawindowOf = (element: string): string => element.slice(element.indexOf('.') + 1);

/** Drives a window to its save. @throws ConnectorFailure unless P21 says that the save succeeded. */
export async function runCommands(
  context: P21Context,
  service: string,
  steps: readonly WindowStep[],
): Promise<JsonObject> {
  const url = `${await beforeSending(() => uiServerOf(context))}/api/v2/commands`;
  const answer = await callP21(context, { kind: 'write', method: 'POST', url, json: commandRequests(service, steps) });
  const failure = commandFailure(answer);
  if (failure) throw new ConnectorFailure(failure);
  return objectOf(answer);
}

const FAILURE = 2;
const BLOCKED = 3;

/** Undefined when the window was saved. */
export function commandFailure(answer: Json): FailureDetails | undefined {
  const results = listOf(objectOf(answer)['Results']).map((one) => objectOf(objectOf(one)['Result']));
  const said = results
    .flatMap((result) => listOf(result['Messages']).map(messageText))
    .filter(Boolean)
    .join(' ');
  const events = results.flatMap((result) => listOf(result['Events']).map((event) => textOf(objectOf(event)['Name'])));
  const states = results.map((result) => Number(textOf(result['Status'])));
  if (events.includes('savesucceeded')) return undefined;
  if (states.includes(BLOCKED)) return blocked(said);
  return states.includes(FAILURE) ? refused(said) : notSaved(said);
}

/** `{ Text, Type }`, or the bare text. */
const messageText = (message: Json): string => textOf(objectOf(message)['Text']) || textOf(message);

const refused = (said: string): FailureDetails => ({
  class: 'business',
  code: 'P21_WINDOW_REFUSED',
  message: `The window refused the entry. Nothing was posted. Prophet 21 says: ${said || '(no reason given)'}`,
  remedy: 'Correct the field that P21 names and run again.',
});

const blocked = (said: string): FailureDetails => ({
  class: 'ambiguous',
  code: 'P21_UNEXPECTED_WINDOW',
  message: `A dialog stood in the way in Prophet 21. The posting may have been made; it is looked up before anything else. Prophet 21 says: ${said || '(nothing)'}`,
  remedy: 'If it keeps coming: a DynaChange rule opens a dialog on saving. Exempt the API user from it.',
});

const notSaved = (said: string): FailureDetails => ({
  class: 'ambiguous',
  code: 'P21_UNREADABLE_ANSWER',
  message: `Prophet 21 did not say whether the window was saved. It is looked up before anything else. ${said}`.trim(),
});
