import { groupFrame, frameOf, type FlowCommand, type FlowDocument, type FlowNote } from '@penstock/flow-model';
import type { NodeChange } from '@xyflow/react';
import { groupIdOf, noteIdOf } from '../../../../shared/canvas/annotation-ids';
import type { NoteFrames } from '../../../../shared/canvas/annotations-to-canvas';
import type { CanvasNode } from '../../../../shared/canvas/flow-to-canvas';

type Changes = readonly NodeChange<CanvasNode>[];

/** A group that is dragged takes its steps along: its change becomes theirs. */
export function withGroupsOpened(flow: FlowDocument, changes: Changes): Changes {
  const moved = new Set(changes.flatMap((change) => (change.type === 'position' ? [change.id] : [])));
  return changes.flatMap((change) => {
    const group = change.type === 'position' && flow.groups?.find(({ id }) => id === groupIdOf(change.id));
    if (!group) return [change];
    const frame = groupFrame(flow, group);
    const { position } = change;
    if (!frame || !position) return [];
    const by = { x: position.x - frame.x, y: position.y - frame.y };
    return group.steps
      .filter((id) => id in flow.steps && !moved.has(id))
      .map((id) => {
        const { x, y } = frameOf(flow, id);
        return { ...change, id, position: { x: x + by.x, y: y + by.y } };
      });
  });
}

export interface NotesGesture {
  /** Notes under the pointer. */
  readonly dragged: NoteFrames;
  /** Notes that were let go, where they differ from the document. */
  readonly command: FlowCommand | null;
}

/** Moving and resizing notes, until they are let go; `before` is what the gesture has done so far. */
export function notesGesture(flow: FlowDocument, changes: Changes, before: NoteFrames): NotesGesture {
  const dragged: Record<string, NoteFrames[string]> = {};
  const dropped: Record<string, NoteFrames[string]> = {};
  for (const change of changes) {
    if (!('id' in change) || noteIdOf(change.id) === null) continue;
    if (change.type === 'position' && change.position) {
      const to = change.dragging ? dragged : dropped;
      to[change.id] = { ...before[change.id], ...to[change.id], ...change.position };
    }
    if (change.type === 'dimensions' && change.resizing !== undefined) {
      const to = change.resizing ? dragged : dropped;
      to[change.id] = { ...before[change.id], ...dragged[change.id], ...to[change.id], ...change.dimensions };
      if (!change.resizing) delete dragged[change.id];
    }
  }
  const commands = Object.entries(dropped).flatMap(([canvasId, frame]) => putCommand(flow, canvasId, frame));
  return { dragged: { ...dragged }, command: together(commands) };
}

function putCommand(flow: FlowDocument, canvasId: string, frame: NoteFrames[string]): FlowCommand[] {
  const note = flow.notes?.find(({ id }) => id === noteIdOf(canvasId));
  if (!note) return [];
  const { x = note.position.x, y = note.position.y, width = note.width, height = note.height } = frame;
  const next: FlowNote = {
    ...note,
    position: { x: Math.round(x), y: Math.round(y) },
    width: Math.round(width),
    height: Math.round(height),
  };
  return isSameFrame(note, next) ? [] : [{ kind: 'put-note', note: next }];
}

const isSameFrame = (a: FlowNote, b: FlowNote): boolean =>
  a.position.x === b.position.x && a.position.y === b.position.y && a.width === b.width && a.height === b.height;

/** What Delete does to selected notes and groups; a group's steps stay. */
export function annotationRemovals(flow: FlowDocument, selection: ReadonlySet<string>): FlowCommand[] {
  const noteIds = [...selection].flatMap((id) => noteIdOf(id) ?? []).filter((id) => flow.notes?.some((note) => note.id === id));
  const groupIds = [...selection]
    .flatMap((id) => groupIdOf(id) ?? [])
    .filter((id) => flow.groups?.some((group) => group.id === id));
  return [
    ...(noteIds.length > 0 ? [{ kind: 'remove-notes' as const, noteIds }] : []),
    ...(groupIds.length > 0 ? [{ kind: 'remove-groups' as const, groupIds }] : []),
  ];
}

function together(commands: readonly FlowCommand[]): FlowCommand | null {
  const [first] = commands;
  if (!first || commands.length === 1) return first ?? null;
  return { kind: 'batch', label: `move ${commands.length} notes`, commands };
}
