import {
  edgesOutOf,
  onwardPortsOf,
  stepHeight,
  stepWidth,
  TRIGGER_ID,
  type FlowDocument,
  type FlowEdge,
} from '@penstock/flow-model';
import type { Edge, Node } from '@xyflow/react';
import { viewOfStep, viewOfTrigger, type StepRunView, type StepView, type ViewContext } from './step-view';

/**
 * The document as React Flow wants it. One way only: nodes and edges are thrown away and made again, never edited.
 * Unchanged steps keep their node object, so that a card is drawn again only when it looks different.
 */
export type CanvasNode = Node<{ readonly view: StepView }, CanvasVariant>;
export type CanvasEdge = Edge<{ readonly isEditable: boolean; readonly path: EdgePath }, 'flow-edge'>;
export type CanvasVariant = 'editable-step' | 'readonly-step' | 'run-step';
/** Whether the shown run went along an edge. */
export type EdgePath = 'no-run' | 'taken' | 'not-taken';

export interface CanvasState extends ViewContext {
  readonly flow: FlowDocument;
  readonly variant: CanvasVariant;
  readonly selection: ReadonlySet<string>;
  /** Places of cards under the pointer: shown, not yet in the document. */
  readonly dragged: Readonly<Record<string, { readonly x: number; readonly y: number }>>;
}

export interface Canvas {
  readonly nodes: CanvasNode[];
  readonly edges: CanvasEdge[];
}

interface Remembered {
  readonly source: unknown;
  readonly node: CanvasNode;
}

export function createFlowProjection(): (state: CanvasState) => Canvas {
  let remembered = new Map<string, Remembered>();
  return (state) => {
    const next = new Map<string, Remembered>();
    next.set(TRIGGER_ID, remember(remembered.get(TRIGGER_ID), state.flow.trigger, triggerNode(state)));
    for (const step of Object.values(state.flow.steps)) {
      next.set(
        step.id,
        remember(remembered.get(step.id), step, cardNode(viewOfStep(step, state), step.position, state)),
      );
    }
    remembered = next;
    return {
      nodes: [...next.values()].map(({ node }) => node),
      edges: state.flow.edges.map((edge) => edgeToCanvas(edge, state)),
    };
  };
}

function triggerNode(state: CanvasState): CanvasNode {
  return cardNode(viewOfTrigger(state.flow, state), state.flow.trigger.position, state);
}

function cardNode(view: StepView, position: { x: number; y: number }, state: CanvasState): CanvasNode {
  const isSelected = state.selection.has(view.id);
  return {
    id: view.id,
    type: state.variant,
    position: state.dragged[view.id] ?? position,
    data: { view },
    selected: isSelected,
    draggable: state.variant === 'editable-step',
    width: stepWidth,
    height: stepHeight,
    measured: { width: stepWidth, height: stepHeight },
    ariaLabel: spokenName(view),
  };
}

function remember(before: Remembered | undefined, source: unknown, node: CanvasNode): Remembered {
  if (!before || before.source !== source) return { source, node };
  const old = before.node;
  const isSame =
    old.selected === node.selected &&
    old.type === node.type &&
    old.position.x === node.position.x &&
    old.position.y === node.position.y &&
    isSameView(old.data.view, node.data.view);
  return isSame ? before : { source, node };
}

function edgeToCanvas(edge: FlowEdge, state: CanvasState): CanvasEdge {
  const path = pathOf(edge, state.run);
  const isMain = onwardPortsOf(state.flow.steps[edge.from]).length === 1 && edgesOutOf(state.flow, edge.from).length === 1;
  return {
    id: edge.id,
    type: 'flow-edge',
    source: edge.from,
    sourceHandle: edge.port,
    target: edge.to,
    selected: state.selection.has(edge.id),
    className: `ps-edge ps-edge--${path}${isMain ? ' ps-edge--main' : ''}`,
    ...(edge.port !== 'default' && { label: edge.port }),
    data: { isEditable: state.variant === 'editable-step', path },
    ariaLabel: `Line from ${nameOf(state.flow, edge.from)} to ${nameOf(state.flow, edge.to)}`,
  };
}

function pathOf(edge: FlowEdge, run: ReadonlyMap<string, StepRunView>): EdgePath {
  if (run.size === 0) return 'no-run';
  const from = run.get(edge.from)?.status;
  const to = run.get(edge.to)?.status;
  const hasArrived = to !== undefined && to !== 'pending' && to !== 'skipped';
  return hasArrived && (edge.from === TRIGGER_ID || from === 'succeeded') ? 'taken' : 'not-taken';
}

const nameOf = (flow: FlowDocument, id: string): string =>
  id === TRIGGER_ID ? flow.trigger.name : (flow.steps[id]?.name ?? id);

function spokenName({ name, subtitle, problemCount, run, movesMoney }: StepView): string {
  return [
    name,
    subtitle,
    ...(movesMoney ? ['moves money'] : []),
    ...(problemCount > 0 ? [`${problemCount} ${problemCount === 1 ? 'problem' : 'problems'}`] : []),
    ...(run ? [run.status] : []),
  ].join(', ');
}

function isSameView(a: StepView, b: StepView): boolean {
  return (
    a.name === b.name &&
    a.subtitle === b.subtitle &&
    a.mark === b.mark &&
    a.disabled === b.disabled &&
    a.problemCount === b.problemCount &&
    a.run?.status === b.run?.status &&
    a.run?.durationMs === b.run?.durationMs &&
    a.run?.attempts === b.run?.attempts
  );
}
