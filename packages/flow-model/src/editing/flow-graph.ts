import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type Port, type StepId, type WaitFor } from '../document';

export const edgesInto = (flow: FlowDocument, id: StepId): FlowEdge[] => flow.edges.filter((edge) => edge.to === id);
export const edgesOutOf = (flow: FlowDocument, id: StepId): FlowEdge[] => flow.edges.filter((edge) => edge.from === id);

/** The ports a step can be left by, in the order they are drawn. */
export function portsOf(step: FlowStep | undefined): readonly Port[] {
  switch (step?.kind) {
    case 'if':
      return ['yes', 'no'];
    case 'switch':
      return [...step.cases.map((choice) => choice.id), 'default'];
    case 'stop':
      return [];
    case 'for-each':
      return ['each', 'default', 'error'];
    case 'try':
      return ['body', 'default', 'error'];
    case 'action':
    case 'map':
    case 'sub-flow':
      return ['default', 'error'];
    case 'wait':
      return waitPorts(step.wait);
    case 'filter':
    case 'respond':
    case undefined:
      return ['default'];
  }
}

function waitPorts(wait: WaitFor): readonly Port[] {
  if (wait.kind === 'decision') return [...wait.choices.map((choice) => choice.id), 'timeout'];
  return wait.kind === 'callback' ? ['default', 'timeout'] : ['default'];
}

/** The exit that leads into a container's body; undefined for steps that hold no others. */
export function innerPortOf(step: FlowStep | undefined): Port | undefined {
  if (step?.kind === 'for-each') return 'each';
  return step?.kind === 'try' ? 'body' : undefined;
}

/** The exits a run normally goes on by: all but `error` and the way into a body. */
export const onwardPortsOf = (step: FlowStep | undefined): readonly Port[] =>
  portsOf(step).filter((port) => port !== 'error' && port !== innerPortOf(step));

/** The steps of a container's body, or those at the top. */
export const stepsWithin = (flow: FlowDocument, parent: StepId | undefined): FlowStep[] =>
  Object.values(flow.steps).filter((step) => step.parent === parent);

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
  const { followers, sources } = neighboursOf(flow);
  const place = new Map(Object.keys(flow.steps).map((id, index) => [id, index]));
  const waitingFor = new Map([...sources].map(([id, from]) => [id, from.size]));
  const ordered: StepId[] = [];
  let ready = [...waitingFor].filter(([, count]) => count === 0).map(([id]) => id);
  while (ready.length > 0) {
    ordered.push(...ready);
    const next: StepId[] = [];
    for (const id of ready) {
      waitingFor.delete(id);
      for (const to of followers.get(id) ?? []) {
        const left = (waitingFor.get(to) ?? 0) - 1;
        waitingFor.set(to, left);
        if (left === 0) next.push(to);
      }
    }
    ready = next.sort((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0));
  }
  return [...ordered, ...waitingFor.keys()];
}

/** Steps that lead to each step and that each leads to, several lines between two counted once. */
function neighboursOf(flow: FlowDocument) {
  const sources = new Map<StepId, Set<StepId>>();
  const followers = new Map<StepId, Set<StepId>>();
  for (const id of Object.keys(flow.steps)) {
    sources.set(id, new Set());
    followers.set(id, new Set());
  }
  for (const { from, to } of flow.edges) {
    if (!sources.has(from) || !sources.has(to)) continue;
    sources.get(to)?.add(from);
    followers.get(from)?.add(to);
  }
  return { sources, followers };
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
