import { containerAt, dropStep, insertStepOnEdge } from '@penstock/flow-model';
import { useReactFlow } from '@xyflow/react';
import { useMemo, type DragEvent } from 'react';
import { useEditor } from './editor-context';
import { dragType, paletteEntries } from './palette-entries';

const takingClass = 'ps-edge--taking';

/** Entries of the palette dropped on a line go into it, into a container when they are dropped inside, else they stand alone. */
export function useDropFromPalette() {
  const { store, connectors } = useEditor();
  const { screenToFlowPosition, fitView } = useReactFlow();
  return useMemo(
    () => ({
      onDragOver: (event: DragEvent): void => {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        markTaking(edgeIdAt(event));
      },
      onDragLeave: (): void => markTaking(null),
      onDrop: (event: DragEvent): void => {
        event.preventDefault();
        markTaking(null);
        const key = event.dataTransfer.getData(dragType);
        const entry = paletteEntries(connectors).find((candidate) => candidate.key === key);
        if (!entry) return;
        const { flow, execute, select } = store.getState();
        const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY });
        const step = { ...entry.make(flow), position: { x: Math.round(x - 110), y: Math.round(y - 32) } };
        const edgeId = edgeIdAt(event);
        const edge = flow.edges.find(({ id }) => id === edgeId);
        execute(edge ? insertStepOnEdge(flow, edge, step) : dropStep(flow, { step, into: containerAt(flow, { x, y }) }));
        select([step.id]);
        // What followed the line went right to make room, perhaps out of sight.
        if (edge) requestAnimationFrame(() => void fitView({ padding: 0.08, maxZoom: 1, duration: 160 }));
      },
    }),
    [store, connectors, screenToFlowPosition, fitView],
  );
}

/** The line under the pointer, or the + in its middle, which lies above it. */
function edgeIdAt({ clientX, clientY }: DragEvent): string | null {
  const [found] = document
    .elementsFromPoint(clientX, clientY)
    .flatMap((element) => element.closest('.react-flow__edge, .ps-insert')?.getAttribute('data-id') ?? []);
  return found ?? null;
}

/** By hand: while something is dragged the pointer moves a hundred times a second, and nothing else on the canvas changes. */
function markTaking(edgeId: string | null): void {
  for (const line of document.querySelectorAll(`.${takingClass}`)) {
    if (line.getAttribute('data-id') !== edgeId) line.classList.remove(takingClass);
  }
  if (edgeId !== null) document.querySelector(`.react-flow__edge[data-id="${CSS.escape(edgeId)}"]`)?.classList.add(takingClass);
}
