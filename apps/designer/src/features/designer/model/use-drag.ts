import type { FlowCommand } from '@penstock/flow-model';
import type { NodeChange } from '@xyflow/react';
import { useCallback, useRef, useState } from 'react';
import type { NoteFrames } from '../../../shared/canvas/annotations-to-canvas';
import type { CanvasNode } from '../../../shared/canvas/flow-to-canvas';
import { notesGesture } from '../annotations/model/annotation-gestures';
import { gestureOf, selectionAfter, type CanvasGesture } from './canvas-changes-to-commands';
import { useEditor } from './editor-context';
import { tellCutLines } from './tell-cut-lines';

interface Drag extends Pick<CanvasGesture, 'dragged' | 'entering'> {
  readonly notes: NoteFrames;
}

const noDrag: Drag = { dragged: {}, entering: new Map(), notes: {} };

/**
 * Cards under the pointer, until they are let go: one command, undone by itself. Moves by arrow keys are undone together.
 * `onNodesChange` stays the same for as long as the editor: React Flow tells everything on the canvas about a new one.
 */
export function useDrag() {
  const { store } = useEditor();
  const [drag, setDrag] = useState(noDrag);
  const notes = useRef(noDrag.notes);
  const isDragging = useRef(false);
  const onNodesChange = useCallback(
    (changes: NodeChange<CanvasNode>[]): void => {
      const { flow, execute, select } = store.getState();
      const { command: ofSteps, cut, ...next } = gestureOf(flow, changes, isDragging.current);
      const ofNotes = notesGesture(flow, changes, notes.current);
      const command = together(ofSteps, ofNotes.command);
      if (changes.some(({ type }) => type === 'position' || type === 'dimensions')) {
        const shown = command ? noDrag : { ...next, notes: ofNotes.dragged };
        notes.current = shown.notes;
        setDrag(shown);
      }
      if (command) execute(command, isDragging.current ? undefined : 'move');
      tellCutLines(flow, cut);
      isDragging.current = !command && (isDragging.current || Object.keys(next.dragged).length > 0);
      const selection = selectionAfter(store.getState().selection, changes);
      if (selection) select(selection);
    },
    [store],
  );
  return { drag, onNodesChange };
}

const together = (one: FlowCommand | null, other: FlowCommand | null): FlowCommand | null =>
  one && other ? { kind: 'batch', label: 'move', commands: [one, other] } : (one ?? other);
