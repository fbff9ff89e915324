import { invariant } from '@penstock/kernel';
import { TRIGGER_ID, type FlowDocument } from '../document';
import { portsOf } from '../editing/flow-graph';
import { canMoveInto, withParent, withoutUndo } from '../editing/move-into';
import { withoutGroupedSteps } from './edit-annotations';
import type { CommandHandler } from './flow-command';

export const addStep: CommandHandler<'add-step'> = (flow, { step }) => {
  invariant(step.id !== TRIGGER_ID && !(step.id in flow.steps), `the new step id ${step.id} is free`);
  return { ...flow, steps: { ...flow.steps, [step.id]: step } };
};

export const removeFromFlow: CommandHandler<'remove'> = (flow, { stepIds, edgeIds }) => {
  const goneSteps = withBodies(flow, stepIds.filter((id) => id in flow.steps));
  const goneEdges = new Set(edgeIds);
  const edges = flow.edges.filter(
    ({ id, from, to }) => !goneEdges.has(id) && !goneSteps.has(from) && !goneSteps.has(to),
  );
  const steps = Object.fromEntries(Object.entries(flow.steps).filter(([id]) => !goneSteps.has(id)));
  const kept = {
    ...flow,
    steps: goneSteps.size > 0 ? steps : flow.steps,
    edges: edges.length === flow.edges.length ? flow.edges : edges,
  };
  return goneSteps.size > 0 ? withoutGroupedSteps(withoutUndo(kept, goneSteps), goneSteps) : kept;
};

export const moveIntoContainer: CommandHandler<'move-into'> = (flow, { stepIds, parent }) => {
  for (const id of stepIds) {
    const verdict = canMoveInto(flow, id, parent);
    invariant(verdict.allowed, verdict.allowed ? '' : verdict.reason);
  }
  return withParent(flow, stepIds, parent);
};

/** A container goes with everything inside it. */
function withBodies(flow: FlowDocument, stepIds: readonly string[]): Set<string> {
  const gone = new Set(stepIds);
  for (let grew = true; grew; ) {
    const inside = Object.values(flow.steps).filter(({ id, parent }) => parent !== undefined && gone.has(parent) && !gone.has(id));
    for (const { id } of inside) gone.add(id);
    grew = inside.length > 0;
  }
  return gone;
}

export const moveSteps: CommandHandler<'move'> = (flow, { positions }) => {
  const steps = { ...flow.steps };
  for (const [id, position] of Object.entries(positions)) {
    const step = steps[id];
    if (step && !isSamePlace(step.position, position)) steps[id] = { ...step, position: { ...position } };
  }
  const ofTrigger = positions[TRIGGER_ID];
  const movesTrigger = ofTrigger !== undefined && !isSamePlace(flow.trigger.position, ofTrigger);
  return { ...flow, steps, trigger: movesTrigger ? { ...flow.trigger, position: { ...ofTrigger } } : flow.trigger };
};

export const updateStep: CommandHandler<'update-step'> = (flow, { step }) => {
  invariant(step.id in flow.steps, `the step ${step.id} is in the flow`);
  const next: FlowDocument = { ...flow, steps: { ...flow.steps, [step.id]: step } };
  const ports = portsOf(step);
  const hasLostExit = flow.edges.some((edge) => edge.from === step.id && !ports.includes(edge.port));
  if (!hasLostExit) return next;
  return { ...next, edges: flow.edges.filter((edge) => edge.from !== step.id || ports.includes(edge.port)) };
};

const isSamePlace = (a: { x: number; y: number }, b: { x: number; y: number }): boolean => a.x === b.x && a.y === b.y;
