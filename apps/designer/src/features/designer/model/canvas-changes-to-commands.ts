import {
  applyCommand,
  canConnect,
  canDelete,
  canMoveInto,
  containersAround,
  containerUnder,
  dropInto,
  frameOf,
  freshEdgeId,
  linesCutByMove,
  labelOf,
  moveLabel,
  placesAfterMove,
  removeAndClose,
  type EditVerdict,
  type FlowCommand,
  type FlowDocument,
  type FlowEdge,
  type FlowStep,
  type Places,
  type Point,
  type Port,
  type StepId,
} from '@penstock/flow-model';
import type { Connection, EdgeChange, NodeChange } from '@xyflow/react';
import type { CanvasEdge, CanvasNode } from '../../../shared/canvas/flow-to-canvas';
import { noteIdOf } from '../../../shared/canvas/annotation-ids';
import { annotationRemovals, withGroupsOpened } from '../annotations/model/annotation-gestures';

/** What React Flow reports, as edits of the document. With `flow-to-canvas`, the only place that knows both. */
export interface CanvasGesture {
  /** Places of cards still under the pointer. */
  readonly dragged: Places;
  /** Cards under the pointer that would change containers if they were let go; undefined: to the top. */
  readonly entering: Entering;
  /** Places where cards were let go, or moved by keyboard. */
  readonly command: FlowCommand | null;
  /** Lines that the command cuts with nothing in their place: the person is told. */
  readonly cut: readonly FlowEdge[];
}

export type Entering = ReadonlyMap<StepId, StepId | undefined>;

/** A container takes its body along. Only cards that were dragged change containers: the arrow keys move within one. */
export function gestureOf(
  flow: FlowDocument,
  changes: readonly NodeChange<CanvasNode>[],
  wasDragged = false,
): CanvasGesture {
  const dragged: Record<string, Point> = {};
  const dropped: Record<string, Point> = {};
  for (const change of withGroupsOpened(flow, changes)) {
    if (change.type !== 'position' || !change.position || noteIdOf(change.id) !== null) continue;
    (change.dragging ? dragged : dropped)[change.id] = rounded(change.position);
  }
  const isDrop = Object.keys(dropped).length > 0;
  return {
    dragged: placesAfterMove(flow, dragged),
    entering: enteringOf(flow, dragged),
    ...(isDrop
      ? dropOf(flow, dropped, wasDragged ? enteringOf(flow, dropped) : new Map())
      : { command: null, cut: [] }),
  };
}

function enteringOf(flow: FlowDocument, places: Places): Entering {
  const entering = new Map<StepId, StepId | undefined>();
  for (const [id, { x, y }] of Object.entries(places)) {
    const step = flow.steps[id];
    if (!step || containersAround(flow.steps, id).some((each) => each in places)) continue;
    const { width, height } = frameOf(flow, id);
    const container = containerUnder(flow, id, { x: x + width / 2, y: y + height / 2 });
    if (container !== step.parent && canMoveInto(flow, id, container).allowed) entering.set(id, container);
  }
  return entering;
}

/** Cards that enter the same container go together: the lines between them stay. */
function dropOf(flow: FlowDocument, dropped: Places, entering: Entering): Pick<CanvasGesture, 'command' | 'cut'> {
  const move: FlowCommand = { kind: 'move', positions: placesAfterMove(flow, dropped) };
  if (entering.size === 0) return { command: move, cut: [] };
  let now = applyCommand(flow, move).flow;
  const commands: FlowCommand[] = [move];
  const cut: FlowEdge[] = [];
  for (const container of new Set(entering.values())) {
    const together = [...entering].filter(([, into]) => into === container).map(([id]) => id);
    const enter = dropInto(now, together, container);
    commands.push(enter);
    cut.push(...linesCutByMove(now, together, container));
    now = applyCommand(now, enter).flow;
  }
  return { command: { kind: 'batch', label: moveLabel(flow, [...entering.keys()]), commands }, cut };
}

/** The document with dragged cards in the containers they would enter, to be drawn: nothing is changed by it. */
export function withEntering(flow: FlowDocument, entering: Entering): FlowDocument {
  if (entering.size === 0) return flow;
  const steps = Object.values(flow.steps).map((step): [StepId, FlowStep] => {
    if (!entering.has(step.id)) return [step.id, step];
    const { parent: _old, ...rest } = step;
    const parent = entering.get(step.id);
    return [step.id, { ...rest, ...(parent !== undefined && { parent }) } as FlowStep];
  });
  return { ...flow, steps: Object.fromEntries(steps) };
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
  const commands: FlowCommand[] = [
    ...(stepIds.length + edgeIds.length > 0 ? [removeAndClose(flow, { stepIds, edgeIds })] : []),
    ...annotationRemovals(flow, selection),
  ];
  const [first] = commands;
  if (first && commands.length === 1) return first;
  if (first) return { kind: 'batch', label: labelOf(flow, first), commands };
  const refused = verdicts.find(({ verdict }) => !verdict.allowed)?.verdict;
  return refused && !refused.allowed ? { refusal: refused.reason } : null;
}

/** The schema keeps canvas places as numbers; whole pixels keep documents readable in a diff. */
const rounded = ({ x, y }: { x: number; y: number }) => ({ x: Math.round(x), y: Math.round(y) });
