import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowProblem } from '../document';
import { portsOf } from '../editing/flow-graph';
import { stepsInCircles } from './graph';

/** What is wrong with the way the steps of a flow hang together. */
export function checkConnections(document: FlowDocument): readonly FlowProblem[] {
  return [
    ...circles(document),
    ...document.edges.flatMap((edge) => checkEdge(document, edge)),
    ...misnamedSteps(document),
    ...(Object.keys(document.steps).length === 0 ? [noSteps] : []),
  ];
}

const noSteps: FlowProblem = {
  code: 'NO_STEPS',
  severity: 'error',
  message: 'The flow has no steps, so it would do nothing.',
  fix: 'Add a step after the trigger.',
};

const circles = (document: FlowDocument): FlowProblem[] =>
  stepsInCircles(document).map((stepId) => ({
    code: 'STEPS_IN_CIRCLE',
    severity: 'error',
    stepId,
    message: `“${nameOf(document, stepId)}” comes after itself: the steps form a circle.`,
    fix: 'Remove one of the connections of the circle.',
  }));

function checkEdge(document: FlowDocument, { from, to, port }: FlowEdge): FlowProblem[] {
  const exists = (id: string): boolean => Object.hasOwn(document.steps, id);
  const leadsSomewhere = (from === TRIGGER_ID || exists(from)) && exists(to);
  if (!leadsSomewhere) {
    return [
      {
        code: 'EDGE_TO_NOWHERE',
        severity: 'error',
        message: `A connection leads from “${nameOf(document, from)}” to “${nameOf(document, to)}”, which is not possible: one is not a step of the flow.`,
        fix: 'Remove the connection.',
      },
    ];
  }
  if (portsOf(document.steps[from]).includes(port)) return [];
  return [
    {
      code: 'NO_SUCH_EXIT',
      severity: 'error',
      stepId: from,
      message: `“${nameOf(document, from)}” has no exit “${port}”, so nothing would ever follow it there.`,
      fix: 'Remove the connection and draw it again.',
    },
  ];
}

/** `trigger` is how edges and paths call the trigger; a step of that name would be taken for it. */
const misnamedSteps = (document: FlowDocument): FlowProblem[] =>
  Object.entries(document.steps)
    .filter(([id, step]) => step.id !== id || id === TRIGGER_ID)
    .map(([stepId, step]) => ({
      code: 'STEP_ID_UNFIT',
      severity: 'error',
      stepId,
      message: `“${step.name}” stands under the name ${stepId} and calls itself ${step.id}; both must be the same, and not ${TRIGGER_ID}.`,
      fix: 'Rename it in the flow file.',
    }));

const nameOf = ({ steps, trigger }: FlowDocument, id: string): string =>
  id === TRIGGER_ID ? trigger.name : Object.hasOwn(steps, id) ? (steps[id]?.name ?? id) : id;
