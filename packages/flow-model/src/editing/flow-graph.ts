import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type Port, type StepId } from '../document';

export const edgesInto = (flow: FlowDocument, id: StepId): FlowEdge[] => flow.edges.filter((edge) => edge.to === id);
export const edgesOutOf = (flow: FlowDocument, id: StepId): FlowEdge[] => flow.edges.filter((edge) => edge.from === id);

/** The ports a step can be left by, in the order they are drawn. */
export function portsOf(step: FlowStep | undefined): readonly Port[] {
  if (step?.kind === 'if') return ['yes', 'no'];
  if (step?.kind === 'stop') return [];
  return ['default'];
}

/** Every step that can be reached from `id`, `id` itself left out. */
export function stepsAfter(flow: FlowDocument, id: StepId): Set<StepId> {
  return walk(id, (current) => edgesOutOf(flow, current).map((edge) => edge.to));
}

/** Steps that have certainly been decided when `id` runs, in the order they run; the trigger is left out. */
export function stepsBefore(flow: FlowDocument, id: StepId): StepId[] {
  const before = walk(id, (current) => edgesInto(flow, current).map((edge) => edge.from));
  before.delete(TRIGGER_ID);
  return stepsInOrder(flow).filter((stepId) => before.has(stepId));
}

/** All steps so that each stands after the steps that lead to it; steps of a cycle come last. */
export function stepsInOrder(flow: FlowDocument): StepId[] {
  const waitingFor = new Map(Object.keys(flow.steps).map((id) => [id, edgesFromSteps(flow, id)]));
  const ordered: StepId[] = [];
  let ready = [...waitingFor].filter(([, sources]) => sources.size === 0).map(([id]) => id);
  while (ready.length > 0) {
    ordered.push(...ready);
    ready.forEach((id) => waitingFor.delete(id));
    for (const sources of waitingFor.values()) ready.forEach((id) => sources.delete(id));
    ready = [...waitingFor].filter(([, sources]) => sources.size === 0).map(([id]) => id);
  }
  return [...ordered, ...waitingFor.keys()];
}

function edgesFromSteps(flow: FlowDocument, id: StepId): Set<StepId> {
  return new Set(
    edgesInto(flow, id)
      .map((edge) => edge.from)
      .filter((from) => from in flow.steps),
  );
}

function walk(start: StepId, neighbours: (id: StepId) => readonly StepId[]): Set<StepId> {
  const seen = new Set<StepId>();
  const open = [...neighbours(start)];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...neighbours(id));
  }
  return seen;
}
