import { groupFrame, type FlowDocument, type FlowGroup, type FlowNote, type Frame, type Places } from '@penstock/flow-model';
import type { Node } from '@xyflow/react';
import { canvasIdOfGroup, canvasIdOfNote } from './annotation-ids';

export type NoteNode = Node<{ readonly note: FlowNote }, 'note'>;
export type GroupNode = Node<{ readonly group: FlowGroup }, 'group-area'>;
export type AnnotationNode = NoteNode | GroupNode;

/** Notes under the pointer, by canvas id: shown, not yet in the document. */
export type NoteFrames = Readonly<Record<string, Partial<Frame>>>;

export interface AnnotationState {
  readonly flow: FlowDocument;
  readonly selection: ReadonlySet<string>;
  readonly dragged: Places;
  readonly draggedNotes?: NoteFrames;
  readonly isEditable: boolean;
}

/** Under the frames of loops and tries, which are under the cards. */
const groupLayer = -200;
const noteLayer = -150;

/** Groups stand around their steps, so they are under them; notes are under the cards too. */
export function annotationNodes(state: AnnotationState): AnnotationNode[] {
  const { flow } = state;
  return [
    ...(flow.groups ?? []).flatMap((group) => groupNode(group, state)),
    ...(flow.notes ?? []).map((note) => noteNode(note, state)),
  ];
}

function groupNode(group: FlowGroup, { flow, selection, dragged, isEditable }: AnnotationState): GroupNode[] {
  const frame = groupFrame(flow, group, dragged);
  if (!frame) return [];
  const id = canvasIdOfGroup(group.id);
  return [
    {
      id,
      type: 'group-area',
      data: { group },
      ...placed(frame),
      selected: selection.has(id),
      draggable: isEditable,
      connectable: false,
      zIndex: groupLayer,
      dragHandle: '.ps-group__title',
      style: { pointerEvents: 'none' },
      ariaLabel: `Group ${group.name}, ${group.steps.length} ${group.steps.length === 1 ? 'step' : 'steps'}`,
    },
  ];
}

function noteNode(note: FlowNote, { selection, draggedNotes = {}, isEditable }: AnnotationState): NoteNode {
  const id = canvasIdOfNote(note.id);
  const frame = { ...note.position, width: note.width, height: note.height, ...draggedNotes[id] };
  return {
    id,
    type: 'note',
    data: { note },
    ...placed(frame),
    selected: selection.has(id),
    draggable: isEditable,
    connectable: false,
    zIndex: noteLayer,
    ariaLabel: `Note: ${note.text === '' ? 'empty' : note.text.slice(0, 120)}`,
  };
}

function placed({ x, y, width, height }: Frame) {
  return { position: { x, y }, width, height, measured: { width, height } };
}
