import type { ConnectorDescriptor } from '@penstock/connector-sdk';
import type { FlowDocument, PartMark } from '@penstock/flow-model';
import { Background, Controls, ReactFlow, ReactFlowProvider, useReactFlow, type NodeTypes } from '@xyflow/react';
import { useEffect, useMemo, useState } from 'react';
import { ReadonlyGroup, ReadonlyNote } from './annotation-parts';
import { ReadonlyStep } from './canvas-parts';
import { EdgeTrafficContext, FlowEdgeLine } from './flow-edge-line';
import { FarContext, useFarClass, useIsFar } from './use-far-class';
import { createFlowProjection, type CanvasEdge, type CanvasNode } from './flow-to-canvas';
import type { StepRunView } from './step-view';

interface ReadonlyCanvasProps {
  readonly label: string;
  readonly flow: FlowDocument;
  readonly connectors: readonly ConnectorDescriptor[];
  /** What a run did; absent: the plain document. */
  readonly run?: ReadonlyMap<string, StepRunView>;
  readonly selectedStepId?: string | null;
  /** What differs from another document. */
  readonly marks?: ReadonlyMap<string, PartMark>;
  onChoose?(stepId: string): void;
  /** A line the run took was chosen: what went through is asked for. */
  onChooseEdge?(edgeId: string): void;
}

const nodeTypes: NodeTypes = {
  'readonly-step': ReadonlyStep,
  'run-step': ReadonlyStep,
  note: ReadonlyNote,
  'group-area': ReadonlyGroup,
};
const edgeTypes = { 'flow-edge': FlowEdgeLine };
const noRun: ReadonlyMap<string, StepRunView> = new Map();
const noMarks: ReadonlyMap<string, PartMark> = new Map();
const noProblems: ReadonlyMap<string, number> = new Map();

/** A flow to look at: a version, or a run on it. */
export function ReadonlyCanvas(props: ReadonlyCanvasProps) {
  return (
    <ReactFlowProvider>
      <FittedCanvas {...props} />
    </ReactFlowProvider>
  );
}

function FittedCanvas({
  label,
  flow,
  connectors,
  run = noRun,
  selectedStepId = null,
  marks = noMarks,
  onChoose,
  onChooseEdge,
}: ReadonlyCanvasProps) {
  const [project] = useState(createFlowProjection);
  const { fitView } = useReactFlow();
  const farClass = useFarClass();
  const isFar = useIsFar();
  const { nodes, annotations, edges } = useMemo(
    () =>
      project({
        flow,
        connectors,
        run,
        problemCounts: noProblems,
        variant: run.size > 0 ? 'run-step' : 'readonly-step',
        selection: new Set(selectedStepId === null ? [] : [selectedStepId]),
        dragged: {},
      }),
    [project, flow, connectors, run, selectedStepId],
  );
  const all = useMemo<CanvasNode[]>(
    () => [
      ...annotations,
      ...nodes.map((node) =>
        marks.has(node.id) ? { ...node, className: `ps-mark ps-mark--${marks.get(node.id)}` } : node,
      ),
    ],
    [annotations, nodes, marks],
  );
  useEffect(() => void fitView({ padding: 0.08, maxZoom: 1 }), [fitView, flow]);
  return (
    <FarContext.Provider value={isFar}>
      <EdgeTrafficContext.Provider value={onChooseEdge ?? null}>
        <ReactFlow<CanvasNode, CanvasEdge>
          aria-label={label}
          className={farClass}
          nodes={all}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesConnectable={false}
          nodesDraggable={false}
          elevateNodesOnSelect={false}
          edgesFocusable={false}
          onNodeClick={(_event, { id }) => {
            if (!id.startsWith('~')) onChoose?.(id);
          }}
          onEdgeClick={(_event, { id, data }) => {
            if (data?.traffic) onChooseEdge?.(id);
          }}
          fitView
          fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
          minZoom={0.2}
          proOptions={{ hideAttribution: true }}
        >
          <Background gap={20} size={1.4} />
          <Controls showInteractive={false} />
        </ReactFlow>
      </EdgeTrafficContext.Provider>
    </FarContext.Provider>
  );
}
