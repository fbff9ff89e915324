import { TRIGGER_ID, type FlowDocument, type FlowEdge, type FlowStep, type Port, type StepId } from '../document';
import { edgesOutOf, innerPortOf, portsOf, stepsInOrder, stepsWithin } from './flow-graph';

/**
 * A flow as a text would tell it: steps one after the other, the steps of a branch under it, the body of a container
 * under the container. Every step is there exactly once.
 *
 * O1: a step stands under a branch when it can only be reached by that branch.
 * O2: where branches meet again, the text goes on behind the step that parted them.
 */
export type OutlineItem = OutlineStep | OutlineBranch;

export interface OutlineStep {
  readonly kind: 'step';
  /** `trigger` for the first one. */
  readonly id: StepId;
  readonly children: readonly OutlineBranch[];
}

export interface OutlineBranch {
  readonly kind: 'branch';
  readonly from: StepId;
  /** The exit; null for the steps that nothing leads to. */
  readonly port: Port | null;
  readonly role: 'onward' | 'inner' | 'error' | 'loose';
  readonly children: readonly OutlineStep[];
  /** Where the branch goes on, when that is told elsewhere. */
  readonly joins: readonly StepId[];
}

/** The trigger, then the steps at the top; what is not connected comes last, under a branch of the trigger. */
export function outlineOf(flow: FlowDocument): readonly OutlineItem[] {
  const teller = createTeller(flow);
  const atTop = stepsWithin(flow, undefined).map(({ id }) => id);
  const reached = teller.reachedFrom(edgesOutOf(flow, TRIGGER_ID).map(({ to }) => to));
  const connected = teller.tell(new Set(atTop.filter((id) => reached.has(id))));
  const loose = teller.tell(new Set(atTop.filter((id) => !reached.has(id))));
  const trigger: OutlineStep = { kind: 'step', id: TRIGGER_ID, children: [] };
  const apart: OutlineBranch = { kind: 'branch', from: TRIGGER_ID, port: null, role: 'loose', children: loose, joins: [] };
  return [trigger, ...connected, ...(loose.length > 0 ? [apart] : [])];
}

function createTeller(flow: FlowDocument) {
  const order = stepsInOrder(flow);
  const outOf = grouped(flow.edges, ({ from }) => from);
  const into = grouped(flow.edges, ({ to }) => to);

  const reachedFrom = (starts: readonly StepId[]): Set<StepId> => {
    const seen = new Set<StepId>();
    const open = [...starts];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      for (const { to } of outOf.get(id) ?? []) open.push(to);
    }
    return seen;
  };

  const tell = (allowed: ReadonlySet<StepId>): OutlineStep[] => {
    const told = new Set<StepId>();
    const items: OutlineStep[] = [];
    for (const id of order) {
      if (!allowed.has(id) || told.has(id)) continue;
      const children = branchesOf(id, allowed);
      for (const branch of children) stepIdsIn(branch).forEach((inner) => told.add(inner));
      items.push({ kind: 'step', id, children });
    }
    return items;
  };

  const branchesOf = (id: StepId, allowed: ReadonlySet<StepId>): OutlineBranch[] => {
    const step = flow.steps[id];
    const inner = innerPortOf(step);
    const exits = partingExits(step, outOf.get(id) ?? []);
    const reach = new Map(exits.map((port) => [port, reachedFrom(targetsOf(id, port))]));
    return [
      ...(inner === undefined ? [] : [branch(id, inner, new Set(stepsWithin(flow, id).map((each) => each.id)))]),
      ...exits.map((port) => branch(id, port, onlyBy(id, port, { allowed, reach }))),
    ];
  };

  const branch = (from: StepId, port: Port, own: ReadonlySet<StepId>): OutlineBranch => ({
    kind: 'branch',
    from,
    port,
    role: port === 'error' ? 'error' : port === innerPortOf(flow.steps[from]) ? 'inner' : 'onward',
    children: tell(own),
    joins: targetsOf(from, port).filter((to) => !own.has(to)),
  });

  const targetsOf = (id: StepId, port: Port): StepId[] =>
    (outOf.get(id) ?? []).filter((edge) => edge.port === port).map(({ to }) => to);

  /** O1, as a fixed point: a step that something else leads to is not only reached by this exit. */
  const onlyBy = (id: StepId, port: Port, { allowed, reach }: Reach): Set<StepId> => {
    const others = [...reach].filter(([other]) => other !== port).map(([, ids]) => ids);
    const own = new Set([...(reach.get(port) ?? [])].filter((to) => allowed.has(to) && !others.some((ids) => ids.has(to))));
    const comesFromElsewhere = (to: StepId): boolean =>
      (into.get(to) ?? []).some((edge) => !own.has(edge.from) && !(edge.from === id && edge.port === port));
    for (let gone = [...own].filter(comesFromElsewhere); gone.length > 0; gone = [...own].filter(comesFromElsewhere)) {
      gone.forEach((to) => own.delete(to));
    }
    return own;
  };

  return { reachedFrom, tell };
}

interface Reach {
  readonly allowed: ReadonlySet<StepId>;
  readonly reach: ReadonlyMap<Port, ReadonlySet<StepId>>;
}

/** One way on is told behind the step; several, and the way after a failure, are told under it. */
function partingExits(step: FlowStep | undefined, edges: readonly FlowEdge[]): Port[] {
  const inner = innerPortOf(step);
  const onward = portsOf(step).filter((port) => port !== inner && port !== 'error');
  const handlesFailure = edges.some(({ port }) => port === 'error');
  return [...(onward.length > 1 ? onward : []), ...(handlesFailure ? (['error'] as const) : [])];
}

/** The steps told under an item, at any depth. */
export const stepIdsIn = (item: OutlineItem): StepId[] => [
  ...(item.kind === 'step' ? [item.id] : []),
  ...item.children.flatMap((child: OutlineItem) => stepIdsIn(child)),
];

function grouped(edges: readonly FlowEdge[], keyOf: (edge: FlowEdge) => StepId): ReadonlyMap<StepId, FlowEdge[]> {
  const groups = new Map<StepId, FlowEdge[]>();
  for (const edge of edges) {
    const group = groups.get(keyOf(edge));
    if (group) group.push(edge);
    else groups.set(keyOf(edge), [edge]);
  }
  return groups;
}
