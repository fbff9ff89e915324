import type { FlowDocument, FlowEdge, FlowStep, StepId } from '../document';
import { containersAround } from '../check/graph';
import { freshEdgeId } from './fresh-ids';
import { edgesOutOf, innerPortOf, onwardPortsOf, stepsInOrder, stepsWithin } from './flow-graph';
import type { StepExit } from './place-step';

/** What becomes of the lines when steps go to another container together. */
export interface RelocatedLines {
  /** Between a step that goes and one that stays. */
  readonly removed: readonly FlowEdge[];
  /** The way the steps stood in closes behind them, and they are led to where they go. Lines between them stay. */
  readonly added: readonly FlowEdge[];
  /** Those of `removed` that nothing stands in for: alternatives that one line cannot tell apart. */
  readonly cut: readonly FlowEdge[];
}

/** @param moving steps that stand elsewhere than in `container`, none of them inside another of them */
export function relocatedLines(
  flow: FlowDocument,
  moving: ReadonlySet<StepId>,
  container: StepId | undefined,
): RelocatedLines {
  const isOutward = ({ from, port }: FlowEdge): boolean => port !== innerPortOf(flow.steps[from]);
  const incoming = flow.edges.filter(({ from, to }) => moving.has(to) && !moving.has(from));
  const leaving = flow.edges.filter((edge) => moving.has(edge.from) && !moving.has(edge.to) && isOutward(edge));
  const removed = [...incoming, ...leaving];
  const lines = newLines(flow, removed);

  const onward = onwardTargets(flow, moving);
  const closing = incoming.flatMap((edge) => onward(edge.to).map((to) => ({ ...edge, to })));
  closing.forEach(lines.add);

  const bypassed = new Set<StepId>();
  for (const edge of leaving) {
    const { passed, hits } = wayBack(flow, moving, edge.to);
    passed.forEach((id) => bypassed.add(id));
    hits.filter((to) => to !== edge.from).forEach((to) => lines.add({ ...edge, to }));
  }

  const fromElsewhere = incoming.filter(({ from }) => !bypassed.has(from));
  const hasWayIn = new Set([...flow.edges.filter(({ from }) => moving.has(from)), ...lines.added].map(({ to }) => to));
  const heads = stepsInOrder(flow).filter(
    (id) => moving.has(id) && (fromElsewhere.some(({ to }) => to === id) || !hasWayIn.has(id)),
  );
  const led = new Set<StepId>();
  for (const [exit, together] of byEntry(flow, heads, container)) {
    for (const to of sameWayIn(together, fromElsewhere)) {
      lines.add({ ...exit, to });
      led.add(to);
    }
  }
  const closed = new Set(closing.map(({ to }) => to));
  const cut = [
    ...fromElsewhere.filter(({ from, to }) => !led.has(to) && from !== container),
    ...leaving.filter(({ to }) => !closed.has(to)),
  ];
  return { removed, added: lines.added, cut };
}

type Line = Omit<FlowEdge, 'id'>;

function newLines(flow: FlowDocument, removed: readonly FlowEdge[]) {
  const added: FlowEdge[] = [];
  const isSame = (a: Line) => (b: Line) => a.from === b.from && a.port === b.port && a.to === b.to;
  const kept = flow.edges.filter((edge) => !removed.includes(edge));
  const add = ({ from, port, to }: Line): void => {
    const line = { from, port, to };
    if (kept.some(isSame(line)) || added.some(isSame(line))) return;
    added.push({
      ...line,
      id: freshEdgeId(
        flow,
        added.map(({ id }) => id),
      ),
    });
  };
  return { added, add };
}

/** What a run comes to behind the moving steps when it enters them here, by the first exit that leads out of them. */
function onwardTargets(flow: FlowDocument, moving: ReadonlySet<StepId>): (id: StepId) => readonly StepId[] {
  const known = new Map<StepId, readonly StepId[]>();
  const from = (id: StepId): readonly StepId[] => {
    const before = known.get(id);
    if (before) return before;
    known.set(id, []);
    const out = edgesOutOf(flow, id);
    const ways = onwardPortsOf(flow.steps[id]).map((port) =>
      out.filter((edge) => edge.port === port).flatMap(({ to }) => (moving.has(to) ? from(to) : [to])),
    );
    const targets = [...new Set(ways.find((way) => way.length > 0))];
    known.set(id, targets);
    return targets;
  };
  return from;
}

/** Moving steps that a way through steps that stay comes back to, and the steps it passes. */
function wayBack(flow: FlowDocument, moving: ReadonlySet<StepId>, start: StepId) {
  const passed = new Set<StepId>([start]);
  const hits = new Set<StepId>();
  const open = [start];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { to } of edgesOutOf(flow, at)) {
      if (moving.has(to)) hits.add(to);
      else if (!passed.has(to)) {
        passed.add(to);
        open.push(to);
      }
    }
  }
  return { passed: [...passed], hits: [...hits] };
}

/** The first steps of the set by the exit that leads to them: the container they leave, or the end of the body they join. */
function byEntry(
  flow: FlowDocument,
  heads: readonly StepId[],
  container: StepId | undefined,
): ReadonlyMap<StepExit, readonly StepId[]> {
  const exits = new Map<string, StepExit>();
  const groups = new Map<StepExit, StepId[]>();
  for (const id of heads) {
    const wanted = entryExit(flow, id, container);
    if (!wanted) continue;
    const exit = exits.get(wanted.from) ?? wanted;
    exits.set(wanted.from, exit);
    groups.set(exit, [...(groups.get(exit) ?? []), id]);
  }
  return groups;
}

/** The first of these steps, and those that started together with it: others were alternatives to it. */
function sameWayIn(heads: readonly StepId[], incoming: readonly FlowEdge[]): readonly StepId[] {
  const waysInto = (id: StepId): string[] =>
    incoming.filter(({ to }) => to === id).map(({ from, port }) => `${from}>${port}`);
  const first = heads.find((id) => waysInto(id).length > 0) ?? heads[0];
  const ways = first === undefined ? [] : waysInto(first);
  return heads.filter((id) => id === first || waysInto(id).some((way) => ways.includes(way)));
}

function entryExit(flow: FlowDocument, stepId: StepId, container: StepId | undefined): StepExit | null {
  const left = containersAround(flow.steps, stepId).find(
    (id) => id in flow.steps && flow.steps[id]?.parent === container,
  );
  if (left !== undefined) return { from: left, port: 'default' };
  const inner = innerPortOf(flow.steps[container ?? '']);
  if (container === undefined || inner === undefined) return null;
  const last = lastOf(flow, container);
  return last ? { from: last.id, port: onwardPortsOf(last)[0] ?? 'default' } : { from: container, port: inner };
}

/** The rightmost step of a body that goes nowhere yet. */
function lastOf(flow: FlowDocument, container: StepId): FlowStep | undefined {
  return stepsWithin(flow, container)
    .filter(
      (step) =>
        onwardPortsOf(step).length > 0 && edgesOutOf(flow, step.id).every(({ port }) => port === innerPortOf(step)),
    )
    .sort((a, b) => a.position.x - b.position.x)
    .at(-1);
}
