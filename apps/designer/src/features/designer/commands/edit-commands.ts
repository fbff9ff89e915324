import {
  freshGroupId,
  freshNoteId,
  noteSize,
  reordered,
  TRIGGER_ID,
  type Direction,
  type FlowCommand,
  type FlowStep,
} from '@penstock/flow-model';
import { canvasIdOfGroup, canvasIdOfNote } from '../../../shared/canvas/annotation-ids';
import { deleteSelection } from '../model/canvas-changes-to-commands';
import type { EditorState, EditorStore } from '../model/editor-store';
import { onlySelected, selectedGroups, selectedStepIds, selectedSteps } from '../model/selected';
import { strings } from '../strings';
import { clipOfSelection, clipText, duplicateSelection, pasteText, readClipboard, writeClipboard } from './clipboard';
import type { CommandContext, EditorCommand } from './editor-command';
import { tellRefusal } from './tell';

const words = strings.commands;
const isNotOne = (state: EditorState): boolean => onlySelected(state) === null;
const hasNoStep = (state: EditorState): boolean => selectedStepIds(state).length === 0;

async function copy({ editor }: CommandContext): Promise<boolean> {
  const clip = clipOfSelection(editor);
  if (!clip) return false;
  const isCopied = await writeClipboard(clipText(clip));
  if (!isCopied) tellRefusal(words.noClipboard);
  return isCopied;
}

async function paste({ editor, canvas }: CommandContext): Promise<void> {
  const text = await readClipboard();
  if (text === null) tellRefusal(words.noClipboard);
  else pasteText(editor, text, canvas.target());
}

/** Steps that are on go off; only when all of them are off they go on again. */
export function toggleDisabled(store: EditorStore): void {
  const state = store.getState();
  const steps = selectedSteps(state);
  const disabled = steps.some((step) => !step.disabled);
  const changed = steps.filter((step) => step.disabled !== disabled);
  const commands = changed.map((step): FlowCommand => ({ kind: 'update-step', step: { ...step, disabled } as FlowStep }));
  const [only] = changed;
  if (!only) return;
  const what = changed.length === 1 ? only.name : words.steps(changed.length);
  state.execute({ kind: 'batch', label: `${disabled ? 'disable' : 'enable'} ${what}`, commands });
}

export function removeSelection(store: EditorStore): void {
  const { flow, selection, execute, select } = store.getState();
  const command = deleteSelection(flow, selection);
  if (!command) return;
  if ('refusal' in command) return tellRefusal(command.refusal);
  execute(command);
  select([]);
}

function group({ editor: { store } }: CommandContext): void {
  const state = store.getState();
  const id = freshGroupId(state.flow);
  state.execute({ kind: 'put-group', group: { id, name: words.newGroup, tint: 'teal', steps: selectedStepIds(state) } });
  state.select([canvasIdOfGroup(id)]);
}

function ungroup({ editor: { store } }: CommandContext): void {
  const state = store.getState();
  const groups = selectedGroups(state);
  state.execute({ kind: 'remove-groups', groupIds: groups.map(({ id }) => id) });
  state.select(groups.flatMap(({ steps }) => steps));
}

function addNote({ editor: { store }, canvas }: CommandContext): void {
  const { flow, execute, select } = store.getState();
  const id = freshNoteId(flow);
  const { x, y } = canvas.target();
  const position = { x: Math.round(x - noteSize.width / 2), y: Math.round(y - noteSize.height / 2) };
  execute({ kind: 'put-note', note: { id, text: '', position, ...noteSize } });
  select([canvasIdOfNote(id)]);
}

/** Along the chain it stands in. */
function reorder({ editor: { store } }: CommandContext, direction: Direction): void {
  const state = store.getState();
  const id = onlySelected(state);
  const reordering = reordered(state.flow, id ?? TRIGGER_ID, direction);
  if (reordering.allowed) state.execute(reordering.command);
  else tellRefusal(reordering.reason);
}

function openSelected({ editor }: CommandContext): void {
  const id = onlySelected(editor.store.getState());
  if (id !== null) editor.openStep(id);
}

export const editCommands: readonly EditorCommand[] = [
  { id: 'undo', label: strings.undo, group: 'Edit', keys: ['mod+Z'], scope: 'page', isOff: ({ history }) => history.past.length === 0, run: ({ editor }) => editor.store.getState().undo() },
  { id: 'redo', label: strings.redo, group: 'Edit', keys: ['mod+shift+Z', 'mod+Y'], scope: 'page', isOff: ({ history }) => history.future.length === 0, run: ({ editor }) => editor.store.getState().redo() },
  { id: 'copy', label: words.copy, group: 'Edit', isOff: hasNoStep, run: (context) => void copy(context) },
  {
    id: 'cut',
    label: words.cut,
    group: 'Edit',
    isOff: hasNoStep,
    run: (context) => void copy(context).then((isCopied) => isCopied && removeSelection(context.editor.store)),
  },
  { id: 'paste', label: words.paste, group: 'Edit', run: (context) => void paste(context) },
  { id: 'duplicate', label: strings.duplicate, group: 'Edit', keys: ['mod+D'], isOff: hasNoStep, run: ({ editor }) => duplicateSelection(editor) },
  { id: 'delete', label: words.delete, group: 'Edit', keys: ['Delete', 'Backspace'], isOff: ({ selection }) => selection.size === 0, run: ({ editor }) => removeSelection(editor.store) },
  { id: 'toggle-disabled', label: words.toggleDisabled, group: 'Edit', keys: ['D'], isOff: hasNoStep, run: ({ editor }) => toggleDisabled(editor.store) },
  { id: 'open-step', label: words.open, group: 'Edit', isOff: isNotOne, run: openSelected },
  { id: 'add-step', label: words.addStep, group: 'Edit', keys: ['A'], run: ({ open }) => open('add-step') },
  { id: 'connect', label: words.connect, group: 'Edit', keys: ['C'], isOff: isNotOne, run: ({ open }) => open('connect') },
  { id: 'rename', label: words.rename, group: 'Edit', keys: ['F2'], isOff: isNotOne, run: ({ open }) => open('rename') },
  { id: 'move-earlier', label: words.earlier, group: 'Edit', keys: ['alt+ArrowUp'], scope: 'outline', isOff: isNotOne, run: (context) => reorder(context, 'earlier') },
  { id: 'move-later', label: words.later, group: 'Edit', keys: ['alt+ArrowDown'], scope: 'outline', isOff: isNotOne, run: (context) => reorder(context, 'later') },
  { id: 'group', label: words.group, group: 'Edit', keys: ['mod+G'], isOff: hasNoStep, run: group },
  { id: 'ungroup', label: words.ungroup, group: 'Edit', keys: ['mod+shift+G'], isOff: (state) => selectedGroups(state).length === 0, run: ungroup },
  { id: 'add-note', label: words.addNote, group: 'Edit', keys: ['N'], run: addNote },
  {
    id: 'select-all',
    label: words.selectAll,
    group: 'Edit',
    keys: ['mod+A'],
    run: ({ editor: { store } }) => store.getState().select([TRIGGER_ID, ...Object.keys(store.getState().flow.steps)]),
  },
];
