import type { FlowCommand } from '../commands/flow-command';
import type { FlowDocument, FlowEdge, StepId } from '../document';
import type { EditVerdict } from './can-connect';
import { freshEdgeId } from './fresh-ids';
import { edgesInto, edgesOutOf, innerPortOf, onwardPortsOf } from './flow-graph';
import { frameOf, placesAfterMove } from './step-frames';

export type Direction = 'earlier' | 'later';
export type Reordering = { readonly allowed: true; readonly command: FlowCommand } | Extract<EditVerdict, { allowed: false }>;

/**
 * Swaps a step with its neighbour in a chain: what led to the first leads to the second, and so on. Refused where the
 * chain parts or joins, because it would not be clear which way the step is meant to go.
 */
export function reordered(flow: FlowDocument, id: StepId, direction: Direction): Reordering {
  if (direction === 'later') return swapWithNext(flow, id);
  const [before] = edgesInto(flow, id);
  if (!before || !(before.from in flow.steps)) return refused('This is the first step already.');
  if (innerPortOf(flow.steps[before.from]) === before.port) return refused('This is the first step of its container already.');
  return swapWithNext(flow, before.from);
}

function swapWithNext(flow: FlowDocument, id: StepId): Reordering {
  const step = flow.steps[id];
  if (!step) return refused('The trigger starts the flow: it stays first.');
  const next = onlyFollower(flow, id);
  if (!next) return refused(`“${step.name}” does not lead to exactly one step.`);
  const other = flow.steps[next.to];
  const after = edgesOutOf(flow, next.to).filter(({ port }) => port !== innerPortOf(other));
  if (!other || onwardPortsOf(other).length !== 1 || after.some(({ port }) => port === 'error')) {
    return refused(`The flow parts at “${other?.name ?? next.to}”: drag the step to where it should go.`);
  }
  if (edgesInto(flow, next.to).length > 1) return refused(`Several ways lead to “${other.name}”: drag the step to where it should go.`);
  return { allowed: true, command: swap(flow, { first: id, second: next.to, incoming: edgesInto(flow, id), between: next, after }) };
}

/** The one line by which a run normally goes on, when it is the only line out. */
function onlyFollower(flow: FlowDocument, id: StepId): FlowEdge | undefined {
  const out = edgesOutOf(flow, id).filter(({ port }) => port !== innerPortOf(flow.steps[id]));
  return out.length === 1 && out[0]?.port !== 'error' && onwardPortsOf(flow.steps[id]).length === 1 ? out[0] : undefined;
}

interface Swap {
  readonly first: StepId;
  readonly second: StepId;
  readonly incoming: readonly FlowEdge[];
  readonly between: FlowEdge;
  readonly after: readonly FlowEdge[];
}

function swap(flow: FlowDocument, { first, second, incoming, between, after }: Swap): FlowCommand {
  const [port = 'default'] = onwardPortsOf(flow.steps[second]);
  const removed = [...incoming, between, ...after];
  const taken: string[] = [];
  const line = (edge: Omit<FlowEdge, 'id'>): FlowCommand => {
    const id = freshEdgeId(flow, taken);
    taken.push(id);
    return { kind: 'connect', edge: { ...edge, id } };
  };
  const one = frameOf(flow, first);
  const two = frameOf(flow, second);
  // The second takes the first's place; the first stands behind it, with the gap there was between them.
  const gap = two.x - (one.x + one.width);
  const places = placesAfterMove(flow, {
    [second]: { x: one.x, y: two.y },
    [first]: { x: one.x + two.width + gap, y: one.y },
  });
  return {
    kind: 'batch',
    label: `move ${flow.steps[first]?.name ?? 'the step'} behind ${flow.steps[second]?.name ?? 'the next'}`,
    commands: [
      { kind: 'remove', stepIds: [], edgeIds: removed.map(({ id }) => id) },
      ...incoming.map((edge) => line({ from: edge.from, port: edge.port, to: second })),
      line({ from: second, port, to: first }),
      ...after.map((edge) => line({ from: first, port: between.port, to: edge.to })),
      { kind: 'move', positions: places },
    ],
  };
}

const refused = (reason: string): Extract<EditVerdict, { allowed: false }> => ({ allowed: false, reason });

/** Removes steps, and closes the way they stood in where there is exactly one way on through them. */
export function removeAndClose(flow: FlowDocument, { stepIds, edgeIds }: { stepIds: readonly StepId[]; edgeIds: readonly string[] }): FlowCommand {
  const remove: FlowCommand = { kind: 'remove', stepIds, edgeIds };
  const gone = new Set(stepIds);
  const taken: string[] = [];
  const lines = flow.edges
    .filter((edge) => gone.has(edge.to) && !gone.has(edge.from) && !edgeIds.includes(edge.id))
    .flatMap((edge) => {
      const to = keptBehind(flow, edge.to, gone);
      if (to === null || flow.edges.some((other) => isLine(other, { ...edge, to }))) return [];
      const id = freshEdgeId(flow, taken);
      taken.push(id);
      return [{ kind: 'connect' as const, edge: { id, from: edge.from, port: edge.port, to } }];
    });
  const unique = lines.filter(({ edge }, index) => lines.findIndex((other) => isLine(other.edge, edge)) === index);
  if (unique.length === 0) return remove;
  const [only] = stepIds;
  const label = stepIds.length === 1 ? `delete ${flow.steps[only ?? '']?.name ?? 'a step'}` : `delete ${stepIds.length} steps`;
  return { kind: 'batch', label, commands: [remove, ...unique] };
}

const isLine = (a: Omit<FlowEdge, 'id'>, b: Omit<FlowEdge, 'id'>): boolean => a.from === b.from && a.port === b.port && a.to === b.to;

/** The first step that stays, going on from a removed one; null where the way parts or ends. */
function keptBehind(flow: FlowDocument, id: StepId, gone: ReadonlySet<StepId>): StepId | null {
  for (let at = id; ; ) {
    const onward = edgesOutOf(flow, at).filter(({ port }) => port !== 'error' && port !== innerPortOf(flow.steps[at]));
    const [only] = onward;
    if (!only || onward.length > 1) return null;
    if (!gone.has(only.to)) return flow.steps[only.to]?.parent === flow.steps[id]?.parent ? only.to : null;
    at = only.to;
  }
}
