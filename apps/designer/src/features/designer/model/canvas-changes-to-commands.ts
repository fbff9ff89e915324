import {
  canConnect,
  canDelete,
  freshEdgeId,
  placesAfterMove,
  type EditVerdict,
  type FlowCommand,
  type FlowDocument,
  type Port,
} from '@penstock/flow-model';
import type { Connection, EdgeChange, NodeChange } from '@xyflow/react';
import type { CanvasEdge, CanvasNode } from '../../../shared/canvas/flow-to-canvas';

/** What React Flow reports, as edits of the document. With `flow-to-canvas`, the only place that knows both. */
export interface CanvasGesture {
  /** Places of cards still under the pointer. */
  readonly dragged: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  /** Places where cards were let go, or moved by keyboard. */
  readonly command: FlowCommand | null;
}

/** A container takes its body along. */
export function gestureOf(flow: FlowDocument, changes: readonly NodeChange<CanvasNode>[]): CanvasGesture {
  const dragged: Record<string, { x: number; y: number }> = {};
  const dropped: Record<string, { x: number; y: number }> = {};
  for (const change of changes) {
    if (change.type !== 'position' || !change.position) continue;
    (change.dragging ? dragged : dropped)[change.id] = rounded(change.position);
  }
  const positions = placesAfterMove(flow, dropped);
  return {
    dragged: placesAfterMove(flow, dragged),
    command: Object.keys(positions).length > 0 ? { kind: 'move', positions } : null,
  };
}

/** `null` when nothing about the selection changed. */
export function selectionAfter(
  selection: ReadonlySet<string>,
  changes: readonly (NodeChange<CanvasNode> | EdgeChange<CanvasEdge>)[],
): ReadonlySet<string> | null {
  const next = new Set(selection);
  for (const change of changes) {
    if (change.type !== 'select') continue;
    if (change.selected) next.add(change.id);
    else next.delete(change.id);
  }
  const isSame = next.size === selection.size && [...next].every((id) => selection.has(id));
  return isSame ? null : next;
}

export function connectionVerdict(
  flow: FlowDocument,
  { source, sourceHandle, target }: Connection | CanvasEdge,
): EditVerdict {
  return canConnect(flow, { from: source, port: (sourceHandle ?? 'default') as Port, to: target });
}

export function connectCommand(flow: FlowDocument, { source, sourceHandle, target }: Connection): FlowCommand {
  const edge = { id: freshEdgeId(flow), from: source, port: (sourceHandle ?? 'default') as Port, to: target };
  return { kind: 'connect', edge };
}

/** What Delete does to the selection; the reason when nothing of it may go. */
export function deleteSelection(
  flow: FlowDocument,
  selection: ReadonlySet<string>,
): FlowCommand | { readonly refusal: string } | null {
  const verdicts = [...selection].map((id) => ({ id, verdict: canDelete(id) }));
  const stepIds = verdicts.filter(({ id, verdict }) => verdict.allowed && id in flow.steps).map(({ id }) => id);
  const edgeIds = flow.edges.filter(({ id }) => selection.has(id)).map(({ id }) => id);
  if (stepIds.length + edgeIds.length > 0) return { kind: 'remove', stepIds, edgeIds };
  const refused = verdicts.find(({ verdict }) => !verdict.allowed)?.verdict;
  return refused && !refused.allowed ? { refusal: refused.reason } : null;
}

/** The schema keeps canvas places as numbers; whole pixels keep documents readable in a diff. */
const rounded = ({ x, y }: { x: number; y: number }) => ({ x: Math.round(x), y: Math.round(y) });
