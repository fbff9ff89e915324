import { TRIGGER_ID, type FlowDocument, type FlowEdge, type StepId } from '../document';
import { isSame, sides } from './difference-of';
import type { FlowDifference, FlowLine } from './flow-difference';

/** Lines by where they lead from and to; their ids mean nothing to a run. */
export function diffLines(before: FlowDocument, after: FlowDocument): FlowDifference[] {
  const [was, is] = [byEnds(before.edges), byEnds(after.edges)];
  const removed = [...was].filter(([key]) => !is.has(key)).map(([, edge]) => lineDifference('line-removed', edge, before));
  const added = [...is].filter(([key]) => !was.has(key)).map(([, edge]) => lineDifference('line-added', edge, after));
  return [...removed, ...added, ...redrawn(was, is)];
}

/** A name for a line that both documents share when it leads from and to the same steps. */
export const lineKey = ({ from, port, to }: FlowLine): string => `${from} ${port} ${to}`;

function byEnds(edges: readonly FlowEdge[]): ReadonlyMap<string, FlowEdge> {
  const found = new Map<string, FlowEdge>();
  for (const edge of edges) {
    let key = lineKey(edge);
    for (let again = 2; found.has(key); again += 1) key = `${lineKey(edge)} ${again}`;
    found.set(key, edge);
  }
  return found;
}

function lineDifference(kind: 'line-added' | 'line-removed', { from, port, to }: FlowEdge, flow: FlowDocument): FlowDifference {
  const exit = port === 'default' ? '' : ` by its exit “${port}”`;
  const verb = kind === 'line-added' ? 'now leads to' : 'no longer leads to';
  return { kind, weight: 'behaviour', line: { from, port, to }, sentence: `“${nameOf(flow, from)}”${exit} ${verb} “${nameOf(flow, to)}”.` };
}

const nameOf = (flow: FlowDocument, id: StepId): string => (id === TRIGGER_ID ? flow.trigger.name : (flow.steps[id]?.name ?? id));

function redrawn(was: ReadonlyMap<string, FlowEdge>, is: ReadonlyMap<string, FlowEdge>): FlowDifference[] {
  const common = (one: ReadonlyMap<string, FlowEdge>, other: ReadonlyMap<string, FlowEdge>) =>
    [...one].filter(([key]) => other.has(key)).map(([key, { id }]) => [key, id]);
  const [before, after] = [common(was, is), common(is, was)];
  if (isSame(before, after)) return [];
  return [{ kind: 'layout-changed', weight: 'layout', path: 'edges', ...sides(before, after), sentence: 'Lines were drawn again between the same steps.' }];
}

/**
 * Steps that stand elsewhere in the order of running: as few as explain every pair that ran one way round and now runs
 * the other. Steps side by side have no order between them.
 */
export function movedSteps(before: FlowDocument, after: FlowDocument): readonly StepId[] {
  if (isSame(before.edges, after.edges)) return [];
  const swapped = swappedPairs(before, after);
  const moved: StepId[] = [];
  for (;;) {
    const [most] = [...swapped].filter(([, others]) => others.size > 0).sort(([a, x], [b, y]) => y.size - x.size || (a < b ? -1 : 1));
    if (!most) return moved;
    const [id, others] = most;
    moved.push(id);
    for (const other of others) swapped.get(other)?.delete(id);
    swapped.delete(id);
  }
}

function swappedPairs(before: FlowDocument, after: FlowDocument): Map<StepId, Set<StepId>> {
  const [followedBefore, followedAfter] = [followersOf(before), followersOf(after)];
  const isInBoth = (id: StepId): boolean => before.steps[id] !== undefined && after.steps[id] !== undefined;
  const swapped = new Map<StepId, Set<StepId>>();
  const note = (one: StepId, other: StepId) => swapped.set(one, (swapped.get(one) ?? new Set()).add(other));
  for (const [id, followers] of followedBefore) {
    for (const later of followers) {
      // What runs both ways round (a circle, which the checker refuses) has no order that could have changed.
      if (!isInBoth(id) || !isInBoth(later) || !followedAfter.get(later)?.has(id) || followedBefore.get(later)?.has(id) || followedAfter.get(id)?.has(later)) continue;
      note(id, later);
      note(later, id);
    }
  }
  return swapped;
}

/** For every step, all steps that come after it. */
function followersOf(flow: FlowDocument): ReadonlyMap<StepId, ReadonlySet<StepId>> {
  const next = new Map<StepId, StepId[]>();
  for (const { from, to } of flow.edges) next.set(from, [...(next.get(from) ?? []), to]);
  return new Map(Object.keys(flow.steps).map((id) => [id, reachedFrom(id, next)]));
}

function reachedFrom(id: StepId, next: ReadonlyMap<StepId, readonly StepId[]>): ReadonlySet<StepId> {
  const reached = new Set<StepId>();
  const open = [...(next.get(id) ?? [])];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (reached.has(at)) continue;
    reached.add(at);
    open.push(...(next.get(at) ?? []));
  }
  return reached;
}
