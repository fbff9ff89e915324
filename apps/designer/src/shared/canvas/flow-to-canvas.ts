import {
  containersAround,
  frameOf,
  innerPortOf,
  lineHeightOf,
  TRIGGER_ID,
  type FlowDocument,
  type FlowEdge,
} from '@penstock/flow-model';
import type { Edge, Node } from '@xyflow/react';
import { annotationNodes, type AnnotationNode, type NoteFrames } from './annotations-to-canvas';
import { countThrough } from './edge-traffic';
import { detoursOf, type Detour } from './edge-routes';
import { evidenceWords } from './evidence-words';
import { exitLabel } from './exits';
import { indexOf } from './flow-index';
import { handlePlaces } from './handle-places';
import { strings } from './strings';
import { viewOfStep, viewOfTrigger, type StepView, type ViewContext } from './step-view';

/**
 * The document as React Flow wants it. One way only: nodes and edges are thrown away and made again, never edited.
 * Unchanged steps keep their node object, so that a card is drawn again only when it looks different.
 */
export type StepNode = Node<{ readonly view: StepView; readonly lineHeight: number }, CanvasVariant>;
export type CanvasNode = StepNode | AnnotationNode;
export type CanvasEdge = Edge<{ readonly isEditable: boolean; readonly path: EdgePath; readonly isNamedExit: boolean; readonly traffic: EdgeCount | null; readonly detour: Detour | null }, 'flow-edge'>;
/** How often the shown run went along a line, and what that is called. */
export interface EdgeCount {
  readonly count: number;
  readonly words: string;
}
export type CanvasVariant = 'editable-step' | 'readonly-step' | 'run-step';
/** Whether the shown run went along an edge. */
export type EdgePath = 'no-run' | 'taken' | 'not-taken';

export interface CanvasState extends ViewContext {
  readonly flow: FlowDocument;
  readonly variant: CanvasVariant;
  readonly selection: ReadonlySet<string>;
  /** Places of cards under the pointer: shown, not yet in the document. */
  readonly dragged: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
  readonly draggedNotes?: NoteFrames;
  /** Containers that cards under the pointer would enter. */
  readonly entered?: ReadonlySet<string | undefined>;
}

export interface Canvas {
  readonly nodes: StepNode[];
  /** Drawn under the steps: put first. */
  readonly annotations: AnnotationNode[];
  readonly edges: CanvasEdge[];
}

interface Remembered {
  readonly source: unknown;
  readonly node: StepNode;
}

export function createFlowProjection(): (state: CanvasState) => Canvas {
  let remembered = new Map<string, Remembered>();
  const edges = rememberedEdges();
  let lines: CanvasEdge[] = [];
  return (state) => {
    const next = new Map<string, Remembered>();
    next.set(TRIGGER_ID, remember(remembered.get(TRIGGER_ID), state.flow.trigger, triggerNode(state)));
    for (const step of Object.values(state.flow.steps)) {
      next.set(
        step.id,
        remember(remembered.get(step.id), step, cardNode(viewOfStep(step, state), state)),
      );
    }
    remembered = next;
    lines = sameList(lines, state.flow.edges.map((edge) => edges(edge, edgeToCanvas(edge, state))));
    return {
      nodes: [...next.values()].map(({ node }) => node),
      annotations: annotationNodes({ ...state, isEditable: state.variant === 'editable-step' }),
      edges: lines,
    };
  };
}

function triggerNode(state: CanvasState): StepNode {
  return cardNode(viewOfTrigger(state.flow, state), state);
}

/** Frames stand under everything, an inner one over the one around it; only their title takes the pointer. */
const frameLayer = -100;

function cardNode(view: StepView, state: CanvasState): StepNode {
  const isSelected = state.selection.has(view.id);
  const { x, y, width, height } = frameOf(state.flow, view.id, state.dragged);
  const depth = containersAround(state.flow.steps, view.id).length;
  const lineHeight = lineHeightOf(state.flow.steps[view.id], { height });
  return {
    id: view.id,
    type: state.variant,
    position: { x, y },
    data: { view, lineHeight },
    selected: isSelected,
    draggable: state.variant === 'editable-step',
    width,
    height,
    measured: { width, height },
    handles: handlePlaces(view, { width, height, lineHeight }),
    ...(view.frame && { zIndex: frameLayer + depth, dragHandle: '.ps-frame__title', style: { pointerEvents: 'none' as const } }),
    ...(state.entered?.has(view.id) && { className: 'ps-entered' }),
    ariaLabel: spokenName(view),
  };
}

function remember(before: Remembered | undefined, source: unknown, node: StepNode): Remembered {
  if (!before || before.source !== source) return { source, node };
  const old = before.node;
  const isSame =
    old.selected === node.selected &&
    old.type === node.type &&
    old.className === node.className &&
    old.position.x === node.position.x &&
    old.position.y === node.position.y &&
    old.width === node.width &&
    old.height === node.height &&
    isSameView(old.data.view, node.data.view);
  return isSame ? before : { source, node };
}

/** React Flow connects all lines anew when it gets another list: an equal one stays the same one. */
const sameList = (before: CanvasEdge[], now: CanvasEdge[]): CanvasEdge[] =>
  before.length === now.length && before.every((edge, index) => edge === now[index]) ? before : now;

/** A line keeps its object while it looks the same, so that it is not drawn again. */
function rememberedEdges(): (source: FlowEdge, edge: CanvasEdge) => CanvasEdge {
  const known = new WeakMap<FlowEdge, CanvasEdge>();
  return (source, edge) => {
    const old = known.get(source);
    const isSame =
      old?.selected === edge.selected &&
      old?.className === edge.className &&
      old?.label === edge.label &&
      old?.ariaLabel === edge.ariaLabel &&
      old?.data?.isEditable === edge.data?.isEditable &&
      isSameDetour(old?.data?.detour, edge.data?.detour) &&
      old?.data?.traffic?.count === edge.data?.traffic?.count;
    if (old && isSame) return old;
    known.set(source, edge);
    return edge;
  };
}

function edgeToCanvas(edge: FlowEdge, state: CanvasState): CanvasEdge {
  const path = pathOf(edge, state);
  const isMain = indexOf(state.flow).mainEdges.has(edge.id);
  return {
    id: edge.id,
    type: 'flow-edge',
    source: edge.from,
    sourceHandle: edge.port,
    target: edge.to,
    selected: state.selection.has(edge.id),
    className: `ps-edge ps-edge--${path}${isMain ? ' ps-edge--main' : ''}${edge.port === 'error' ? ' ps-edge--error' : ''}`,
    ...(edge.port !== 'default' && { label: exitLabel(state.flow.steps[edge.from], edge.port) }),
    data: { isEditable: state.variant === 'editable-step', path, isNamedExit: edge.port !== 'default', traffic: path === 'taken' ? trafficOf(edge, state) : null, detour: detourOf(edge, state) },
    ariaLabel: strings.line(nameOf(state.flow, edge.from), edge.port === 'default' ? null : exitLabel(state.flow.steps[edge.from], edge.port), nameOf(state.flow, edge.to)),
  };
}

/** None while one of its ends is under the pointer: the line follows straight. */
const detourOf = ({ id, from, to }: FlowEdge, { flow, dragged }: CanvasState): Detour | null =>
  from in dragged || to in dragged ? null : (detoursOf(flow).get(id) ?? null);

const isSameDetour = (a: Detour | null | undefined, b: Detour | null | undefined): boolean =>
  a === b || (a != null && b != null && JSON.stringify(a) === JSON.stringify(b));

function trafficOf(edge: FlowEdge, state: CanvasState): EdgeCount | null {
  const count = countThrough(edge, state);
  if (count === null || count === 0) return null;
  return { count, words: strings.wentThrough(count, nameOf(state.flow, edge.from), nameOf(state.flow, edge.to)) };
}

function pathOf(edge: FlowEdge, state: Pick<CanvasState, 'flow' | 'run'>): EdgePath {
  const { run } = state;
  if (run.size === 0) return 'no-run';
  const from = run.get(edge.from)?.status;
  const to = run.get(edge.to)?.status;
  const hasArrived = to !== undefined && to !== 'pending' && to !== 'skipped';
  return hasArrived && (edge.from === TRIGGER_ID || wasLeftBy(edge, state, from)) ? 'taken' : 'not-taken';
}

/** A body is entered before its container is done; a failed step is left by its error exit only. */
function wasLeftBy({ from, port }: FlowEdge, { flow, run }: Pick<CanvasState, 'flow' | 'run'>, status: string | undefined): boolean {
  if (innerPortOf(flow.steps[from]) === port) return true;
  if (port === 'error') return run.get(from)?.port === 'error';
  const items = run.get(from)?.items;
  return status === 'succeeded' || (items != null && items.failed < items.count);
}

const nameOf = (flow: FlowDocument, id: string): string =>
  id === TRIGGER_ID ? flow.trigger.name : (flow.steps[id]?.name ?? id);

function spokenName({ name, subtitle, problemCount, run, movesMoney, frame, isPinned, disabled, evidence }: StepView): string {
  return [
    name,
    subtitle,
    ...(frame?.isEmpty ? ['empty'] : []),
    ...(disabled ? ['disabled'] : []),
    ...(movesMoney ? ['moves money'] : []),
    ...(isPinned ? ['sample pinned'] : []),
    ...(problemCount > 0 ? [`${problemCount} ${problemCount === 1 ? 'problem' : 'problems'}`] : []),
    ...(run ? [run.status] : []),
    ...(evidence && !run ? [evidenceWords(evidence)] : []),
  ].join(', ');
}

function isSameView(a: StepView, b: StepView): boolean {
  return (
    a.name === b.name &&
    a.subtitle === b.subtitle &&
    a.mark === b.mark &&
    a.disabled === b.disabled &&
    a.catchesErrors === b.catchesErrors &&
    a.frame?.isEmpty === b.frame?.isEmpty &&
    a.run?.port === b.run?.port &&
    a.run?.isUndone === b.run?.isUndone &&
    a.run?.items?.count === b.run?.items?.count &&
    a.run?.items?.failed === b.run?.items?.failed &&
    a.problemCount === b.problemCount &&
    a.evidence?.state === b.evidence?.state &&
    a.evidence?.at === b.evidence?.at &&
    a.isPinned === b.isPinned &&
    a.run?.status === b.run?.status &&
    a.run?.durationMs === b.run?.durationMs &&
    a.run?.attempts === b.run?.attempts
  );
}
