import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { assertNever } from '@penstock/kernel';
import { describeCondition } from '../diff/describe-values';
import { NO_FLOW, type ActionStep, type FlowDocument, type FlowStep, type ForEachStep, type SubFlowStep, type TryStep, type WaitFor } from '../document';
import { effectPromise } from './effect-promise';
import { duration, filledBy, listed } from './explain-words';

/** What a step itself does, leaving aside what stands around it. */
export function workOf(step: FlowStep, flow: FlowDocument, connectors: readonly ConnectorDescriptor[]): readonly string[] {
  switch (step.kind) {
    case 'action':
      return actionWork(step, connectors);
    case 'map':
      return ['It makes a new value out of earlier ones. It contacts nobody and changes nothing outside.', ...filledBy(step.mapping)];
    case 'if':
      return [`It asks one question: ${describeCondition(step.condition)}. The run goes on by “yes” or “no”.`];
    case 'switch':
      return [`It takes the first case that holds: ${listed(step.cases.map(({ name, condition }) => `“${name}” when ${describeCondition(condition)}`))}. When none does, it goes on by “default”.`];
    case 'filter':
      return [`It lets the run go on only when ${describeCondition(step.condition)}. Otherwise this branch ends without a problem.`];
    case 'for-each':
      return loopWork(step);
    case 'try':
      return tryWork(step, flow);
    case 'sub-flow':
      return subFlowWork(step);
    case 'wait':
      return [waitWork(step.wait), 'The run holds nothing meanwhile and survives a restart.'];
    case 'respond':
      return [`It answers whoever waits for this run with status ${step.status}.`, ...filledBy(step.body)];
    case 'stop':
      return [`It ends the run as failed, so that a person looks at it, with the words: “${step.message}”`];
    default:
      return assertNever(step);
  }
}

function actionWork(step: ActionStep, connectors: readonly ConnectorDescriptor[]): readonly string[] {
  const connector = connectors.find(({ id }) => id === step.connector);
  const action = connector?.actions.find(({ id, version }) => id === step.action && version === step.version);
  if (!connector || !action) return [`It uses ${step.connector} / ${step.action} version ${step.version}, which is not installed here, so the flow cannot be deployed.`];
  const limit = step.timeoutSeconds === undefined ? [] : [`One try may take ${duration(step.timeoutSeconds)}.`];
  return [
    `It uses “${action.title}” of ${connector.title}. ${action.summary}`,
    effectPromise(action),
    ...(step.slot === undefined ? [] : [`It goes through the connection that fills the slot “${step.slot}” in the environment; no other connection is ever used instead.`]),
    ...filledBy(step.input),
    ...limit,
  ];
}

function loopWork({ items, concurrency, onItemError }: ForEachStep): readonly string[] {
  const pace = concurrency === 1 ? 'one after the other' : `${concurrency} at a time`;
  const failed = onItemError === 'continue' ? 'An item that fails is listed in its output and the others go on.' : 'When one item fails, the loop fails with it.';
  return [`It runs the steps inside it once for each item of ${items}, ${pace}.`, failed];
}

function tryWork({ undo }: TryStep, flow: FlowDocument): readonly string[] {
  const names = undo.map((id) => `“${flow.steps[id]?.name ?? id}”`);
  const undone = names.length === 0 ? 'Nothing is undone.' : `What these have done is undone, in this order: ${listed(names)}.`;
  return ['It runs the steps inside it. When one of them fails for good, the run leaves by “error”.', undone];
}

function subFlowWork({ flowId, wait, input }: SubFlowStep): readonly string[] {
  if (flowId === NO_FLOW) return ['It is to start another flow, which nobody has chosen yet.'];
  return [wait ? 'It starts another flow and waits for its result.' : 'It starts another flow and does not wait for it.', ...filledBy(input)];
}

function waitWork(wait: WaitFor): string {
  switch (wait.kind) {
    case 'duration':
      return `It waits ${duration(wait.seconds)}.`;
    case 'until':
      return `It waits until the time in ${wait.path}.`;
    case 'callback':
      return `It waits until somebody calls the address that earlier steps handed out, at most ${duration(wait.timeoutSeconds)}.`;
    case 'decision':
      return `It asks a person: “${wait.question}” The choices are ${listed(wait.choices.map(({ label }) => `“${label}”`), 'or')}; after ${duration(wait.timeoutSeconds)} without an answer it goes on by “timeout”.`;
    default:
      return assertNever(wait);
  }
}
