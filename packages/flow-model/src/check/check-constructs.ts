import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import { TRIGGER_ID, type FlowDocument, type FlowProblem, type FlowStep, type StepId } from '../document';
import { innerPortOf, stepsWithin } from '../editing/flow-graph';
import { crossesBorder } from '../editing/can-connect';
import { problem } from './check-slot';
import { containersAround } from './graph';
import { undoableSteps } from './undoable-steps';

/**
 * What is wrong with loops, tries, exits and undo lists. Everything here would otherwise surface in the middle of a run,
 * with money already moved.
 */
export function checkConstructs(document: FlowDocument, connectors: readonly ConnectorDescriptor[]): readonly FlowProblem[] {
  const steps = Object.values(document.steps);
  return [
    ...steps.flatMap((step) => checkPlace(document, step)),
    ...steps.flatMap((step) => checkContainer(document, step)),
    ...document.edges.filter((edge) => isDrawn(document, edge) && crossesBorder(document, edge)).map(({ from, to }) => crossing(document, { from, to })),
    ...steps.flatMap((step) => checkCallback(document, step)),
    ...steps.flatMap((step) => (step.kind === 'switch' ? repeated(step, step.cases) : [])),
    ...steps.flatMap((step) => (step.kind === 'wait' && step.wait.kind === 'decision' ? repeated(step, step.wait.choices) : [])),
    ...steps.flatMap((step) => (step.kind === 'try' ? checkUndo(document, { owner: step, undo: step.undo, connectors }) : [])),
    ...checkUndo(document, { owner: undefined, undo: document.settings?.undo ?? [], connectors }),
  ];
}

const isDrawn = ({ steps }: FlowDocument, { from, to }: { from: string; to: string }): boolean =>
  (from === TRIGGER_ID || Object.hasOwn(steps, from)) && Object.hasOwn(steps, to);

function checkPlace({ steps }: FlowDocument, step: FlowStep): FlowProblem[] {
  if (step.parent === undefined) return [];
  const container = Object.hasOwn(steps, step.parent) ? steps[step.parent] : undefined;
  const isInItself = containersAround(steps, step.id).includes(step.id);
  if (container && innerPortOf(container) && !isInItself) return [];
  return [
    problem(step, {
      code: 'STEP_OUTSIDE_CONTAINER',
      message: `“${step.name}” is said to stand in ${step.parent}, which is not a loop or a try of this flow.`,
      fix: 'Move it into a container or to the top.',
    }),
  ];
}

function checkContainer(document: FlowDocument, step: FlowStep): FlowProblem[] {
  const inner = innerPortOf(step);
  if (!inner || step.disabled) return [];
  const leadsIn = document.edges.some(({ from, port }) => from === step.id && port === inner);
  const isEmpty = stepsWithin(document, step.id).length === 0 || !leadsIn;
  const catches = document.edges.some(({ from, port }) => from === step.id && port === 'error');
  return [
    ...(isEmpty ? [problem(step, { code: 'CONTAINER_EMPTY', message: `“${step.name}” has nothing inside, so it would do nothing.`, fix: `Put a step inside and connect it to “${inner}”.` })] : []),
    ...(step.kind === 'try' && !catches
      ? [problem(step, { code: 'TRY_WITHOUT_ERROR_EXIT', message: `Nothing follows the error exit of “${step.name}”, so a failure inside would end unseen.`, fix: 'Connect its error exit, for example to a stop step with words for a person.' })]
      : []),
  ];
}

/** An address is given out once per run: inside a loop there would be one for all items. */
function checkCallback({ steps }: FlowDocument, step: FlowStep): FlowProblem[] {
  if (step.kind !== 'wait' || step.wait.kind !== 'callback' || step.disabled) return [];
  if (!containersAround(steps, step.id).some((id) => steps[id]?.kind === 'for-each')) return [];
  return [problem(step, { code: 'CALLBACK_IN_LOOP', message: `“${step.name}” waits for a call inside a loop, where it has no address that could be called.`, fix: 'Move it out of the loop, or wait for a decision instead.' })];
}

const crossing = (document: FlowDocument, { from, to }: { from: string; to: string }): FlowProblem => ({
  code: 'EDGE_CROSSES_BORDER',
  severity: 'error',
  ...(from !== TRIGGER_ID && { stepId: from }),
  message: `The connection to “${document.steps[to]?.name ?? to}” crosses the border of a loop or a try.`,
  fix: 'Connect the container itself.',
});

function repeated(step: FlowStep, exits: readonly { readonly id: string }[]): FlowProblem[] {
  const reserved = ['default', 'error', 'timeout'];
  const wrong = exits.find(({ id }, index) => reserved.includes(id) || exits.findIndex((other) => other.id === id) !== index);
  if (!wrong) return [];
  return [problem(step, { code: 'EXIT_TWICE', message: `“${step.name}” has the exit “${wrong.id}” twice, or it is a reserved name.`, fix: 'Give every exit a name of its own.' })];
}

interface UndoList {
  readonly owner: FlowStep | undefined;
  readonly undo: readonly StepId[];
  readonly connectors: readonly ConnectorDescriptor[];
}

function checkUndo(document: FlowDocument, { owner, undo, connectors }: UndoList): FlowProblem[] {
  const possible = undoableSteps(document, { within: owner?.id, connectors }).map(({ id }) => id);
  return undo
    .filter((stepId) => !possible.includes(stepId))
    .map((stepId) => {
      const name = Object.hasOwn(document.steps, stepId) ? document.steps[stepId]?.name : undefined;
      const words = {
        code: 'CANNOT_BE_UNDONE',
        message: `“${name ?? stepId}” stands in an undo list, but it is not an action ${owner ? `directly inside “${owner.name}”` : 'at the top of the flow'} that can be undone.`,
        fix: 'Take it out of the list, or choose an action with an undo.',
      };
      return owner ? problem(owner, { ...words, field: 'undo' }) : { severity: 'error', field: 'settings.undo', ...words };
    });
}
