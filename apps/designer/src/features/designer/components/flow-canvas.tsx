import { frameOf } from '@penstock/flow-model';
import {
  Background,
  MiniMap,
  ReactFlow,
  SelectionMode,
  useReactFlow,
  useStoreApi,
  type Node,
  type Viewport,
} from '@xyflow/react';
import {
  useCallback,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import { EditableStep } from '../../../shared/canvas/canvas-parts';
import { EdgeTrafficContext, FlowEdgeLine, InsertOnEdgeContext } from '../../../shared/canvas/flow-edge-line';
import {
  createFlowProjection,
  type CanvasEdge,
  type CanvasNode,
  type CanvasState,
} from '../../../shared/canvas/flow-to-canvas';
import { FarContext, useFarClass, useIsFar } from '../../../shared/canvas/use-far-class';
import type { StepRunView } from '../../../shared/canvas/step-view';
import { withEntering } from '../model/canvas-changes-to-commands';
import { EditableGroup, EditableNote } from '../annotations/components/editable-annotations';
import { useCanvasKeys } from '../commands/use-editor-keys';
import { LineGlanceCard, useLineGlance } from '../samples/components/line-glance';
import { useEvidence } from '../samples/model/use-evidence';
import { SelectionToolbar } from '../selection/selection-toolbar';
import { useEditor, useEditorState } from '../model/editor-context';
import { countProblems } from '../model/count-problems';
import { useCanvasHandlers } from '../model/use-canvas-handlers';
import { useDrag } from '../model/use-drag';
import { useDropFromPalette } from '../model/use-drop-from-palette';
import { strings } from '../strings';

const nodeTypes = { 'editable-step': EditableStep, note: EditableNote, 'group-area': EditableGroup };
const addingKeys = ['Meta', 'Control'];
const edgeTypes = { 'flow-edge': FlowEdgeLine };
const fitOptions = { padding: 0.08, maxZoom: 1 };
const grid: [number, number] = [10, 10];
/** Of the width beside the rail, as `.ps-step-panel` has it. */
const panelShare = 2 / 3;
const minimapSize = { width: 150, height: 96 };
const minimapClass = ({ type }: Node): string => `ps-minimap--${type ?? 'step'}`;

interface FlowCanvasProps {
  readonly run: ReadonlyMap<string, StepRunView>;
  readonly openStepId: string | null;
  /** Asks what the shown run sent along a line; null without a run. */
  readonly onChooseEdge: ((edgeId: string) => void) | null;
}

export function FlowCanvas({ run, openStepId, onChooseEdge }: FlowCanvasProps) {
  const { store } = useEditor();
  const name = useEditorState((state) => state.flow.name);
  const handleKeys = useCanvasKeys();
  const { nodes, edges, onNodesChange } = useProjectedCanvas(run);
  const handlers = useCanvasHandlers();
  const drop = useDropFromPalette();
  const chooseInsertion = useCallback((edgeId: string) => store.getState().chooseInsertion({ edgeId }), [store]);
  const showStep = useStepInSight(openStepId);
  const farClass = useFarClass();
  const glance = useLineGlance();
  const isFar = useIsFar();
  return (
    <FarContext.Provider value={isFar}>
      <InsertOnEdgeContext.Provider value={isFar ? null : chooseInsertion}>
        <EdgeTrafficContext.Provider value={isFar ? null : onChooseEdge}>
          <ReactFlow<CanvasNode, CanvasEdge>
            aria-label={strings.canvas(name)}
            className={farClass}
            onInit={showStep}
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            edgeTypes={edgeTypes}
            onNodesChange={onNodesChange}
            {...handlers}
            {...glance.handlers}
            {...drop}
            onKeyDown={(event) => handleKeys(event as KeyboardEvent<HTMLElement>)}
            deleteKeyCode={null}
            selectionMode={SelectionMode.Partial}
            multiSelectionKeyCode={addingKeys}
            elevateNodesOnSelect={false}
            snapToGrid
            snapGrid={grid}
            fitView
            fitViewOptions={fitOptions}
            minZoom={0.2}
            maxZoom={1.6}
            zoomOnDoubleClick={false}
            onlyRenderVisibleElements
            proOptions={{ hideAttribution: true }}
          >
            {/* From afar the dots are a grey haze, and drawing them anew costs a third of the frames. */}
            {!isFar && <Background gap={20} size={1.4} />}
            {openStepId === null && <SelectionToolbar />}
            <LineGlanceCard pointed={glance.pointed} />
            <MiniMap
              position="bottom-right"
              pannable
              zoomable
              ariaLabel={strings.minimap}
              nodeClassName={minimapClass}
              style={minimapSize}
            />
          </ReactFlow>
        </EdgeTrafficContext.Provider>
      </InsertOnEdgeContext.Provider>
    </FarContext.Provider>
  );
}

function useProjectedCanvas(run: CanvasState['run']) {
  const { connectors } = useEditor();
  const [project] = useState(createFlowProjection);
  const { drag, onNodesChange } = useDrag();
  // Cards may follow a moment later; keys and the pointer do not wait for them.
  const document = useDeferredValue(useEditorState((state) => state.flow));
  const selection = useEditorState((state) => state.selection);
  const problems = useEditorState((state) => state.problems);
  const problemCounts = useMemo(() => countProblems(problems), [problems]);
  const { evidence, pinned } = useEvidence(document);
  const flow = useMemo(() => withEntering(document, drag.entering), [document, drag.entering]);
  const canvas = useMemo(
    () =>
      project({
        flow,
        connectors,
        problemCounts,
        run,
        evidence,
        pinned,
        selection,
        dragged: drag.dragged,
        draggedNotes: drag.notes,
        entered: new Set(drag.entering.values()),
        variant: 'editable-step',
      }),
    [project, flow, connectors, problemCounts, run, evidence, pinned, selection, drag],
  );
  const nodes = useMemo<CanvasNode[]>(() => [...canvas.annotations, ...canvas.nodes], [canvas]);
  return { nodes, edges: canvas.edges, onNodesChange };
}

/** The panel covers two thirds: the open step moves into the part that stays visible, and back when it closes. */
function useStepInSight(stepId: string | null): () => void {
  const { store } = useEditor();
  const { setViewport, getViewport, getZoom } = useReactFlow();
  const canvas = useStoreApi();
  const before = useRef<Viewport | null>(null);
  const goBack = useCallback(() => {
    if (before.current) void setViewport(before.current, { duration: 160 });
    before.current = null;
  }, [setViewport]);
  const show = useCallback(() => {
    const element = canvas.getState().domNode;
    if (!element) return;
    if (stepId === null) return goBack();
    before.current ??= getViewport();
    const { flow } = store.getState();
    const { x, y, width, height } = frameOf(flow, stepId);
    const zoom = Math.max(0.8, Math.min(1, getZoom()));
    const work = element.closest('.ps-editor__work');
    // The first panel of a page is still being loaded, and will cover as much as the others.
    const panelWidth = work?.querySelector('.ps-step-panel')?.clientWidth ?? (work?.clientWidth ?? 0) * panelShare;
    const visible = Math.max(240, element.clientWidth - panelWidth);
    const middle = { x: visible / 2, y: element.clientHeight / 2 };
    void setViewport(
      {
        x: middle.x - (x + Math.min(width, 400) / 2) * zoom,
        y: middle.y - (y + Math.min(height, 400) / 2) * zoom,
        zoom,
      },
      { duration: 160 },
    );
  }, [stepId, store, canvas, goBack, setViewport, getViewport, getZoom]);
  useEffect(show, [show]);
  return show;
}
