import type { Point } from '@penstock/flow-model';
import { aDraft, aFlow, connectors } from '../../../testing/a-flow';
import type { Editor } from '../model/editor-context';
import { createEditorStore } from '../model/editor-store';
import { clipOfSelection, clipText, duplicateSelection, pasteText } from './clipboard';
import type { CommandContext } from './editor-command';
import { editorCommand, editorCommands } from './editor-commands';

function aContext(at: Point = { x: 500, y: 500 }): CommandContext & { readonly opened: string[] } {
  const opened: string[] = [];
  const store = createEditorStore(aDraft(aFlow()));
  const editor: Editor = { store, connectors, autosave: null as never, openStep: (id) => void opened.push(String(id)) };
  const nothing = (): void => undefined;
  const canvas = { fit: nothing, zoomIn: nothing, zoomOut: nothing, reveal: nothing, target: () => at };
  return { editor, canvas, open: (panel) => void opened.push(panel), toggleOutline: nothing, test: ({ stepId, reach }) => void opened.push(`${reach} ${stepId}`), opened };
}

const run = (id: string, context: CommandContext): void => editorCommand(id).run(context);
const state = ({ editor }: CommandContext) => editor.store.getState();

describe('editor commands', () => {
  test('every one has its own id, and every key means one thing', () => {
    const ids = editorCommands.map(({ id }) => id);
    const keys = editorCommands.flatMap((command) => command.keys ?? []);

    expect([new Set(ids).size, new Set(keys).size]).toEqual([ids.length, keys.length]);
  });

  test('copied steps go to another flow as text', () => {
    const from = aContext();
    state(from).select(['check', 'charge']);
    const text = clipText(clipOfSelection(from.editor) as never);

    const to = aContext();
    pasteText(to.editor, text, { x: 1000, y: 300 });

    expect(Object.keys(state(to).flow.steps)).toEqual(['check', 'charge', 'check-2', 'charge-2']);
    expect(state(to).flow.steps['check-2']?.position).toEqual({ x: 1000, y: 300 });
    expect([...state(to).selection]).toEqual(['check-2', 'charge-2']);
  });

  test('what is no clip changes nothing', () => {
    const context = aContext();
    const before = state(context).flow;
    pasteText(context.editor, 'Dear all, the meeting is at ten.', { x: 0, y: 0 });

    expect(state(context).flow).toBe(before);
  });

  test('duplicating is one edit', () => {
    const context = aContext();
    state(context).select(['check', 'charge']);
    duplicateSelection(context.editor);
    state(context).undo();

    expect(state(context).flow).toEqual(aFlow());
  });

  test('disabling a mixed selection disables all of it; again, all are on', () => {
    const context = aContext();
    state(context).select(['charge']);
    run('toggle-disabled', context);
    state(context).select(['check', 'charge']);
    run('toggle-disabled', context);
    const off = Object.values(state(context).flow.steps).map(({ disabled }) => disabled);
    run('toggle-disabled', context);

    expect([off, Object.values(state(context).flow.steps).map(({ disabled }) => disabled)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  test('grouping selects the group; ungrouping gives its steps back', () => {
    const context = aContext();
    state(context).select(['check', 'charge']);
    run('group', context);
    const grouped = [...state(context).selection];
    run('ungroup', context);

    expect([grouped, [...state(context).selection], state(context).flow.groups]).toEqual([['~group:group-1'], ['check', 'charge'], undefined]);
  });

  test('a note is put where the person looks, and deleted without touching steps', () => {
    const context = aContext({ x: 500, y: 400 });
    run('add-note', context);
    const [note] = state(context).flow.notes ?? [];
    run('delete', context);

    expect([note?.position, state(context).flow]).toEqual([{ x: 380, y: 340 }, aFlow()]);
  });

  test('deleting steps and a group together is undone together', () => {
    const context = aContext();
    state(context).select(['check', 'charge']);
    run('group', context);
    const grouped = state(context).flow;
    state(context).select(['charge', '~group:group-1']);
    run('delete', context);
    const after = state(context).flow;
    state(context).undo();

    expect([Object.keys(after.steps), after.groups, state(context).flow]).toEqual([['check'], undefined, grouped]);
  });

  test('aligning moves nothing that stands there already, and leaves nothing to undo', () => {
    const context = aContext();
    state(context).select(['check', 'charge']);
    run('align-top', context);

    expect([state(context).history.past, state(context).save.kind]).toEqual([[], 'saved']);
  });

  test('a test is of the one selected step; of the trigger, or of several, there is none', () => {
    const context = aContext();
    const isOff = (): (boolean | undefined)[] => ['test-step', 'run-to-here'].map((id) => editorCommand(id).isOff?.(state(context)));
    state(context).select(['trigger']);
    const atTrigger = isOff();
    state(context).select(['check', 'charge']);
    const atTwo = isOff();
    state(context).select(['charge']);
    run('test-step', context);
    run('run-to-here', context);

    expect([atTrigger, atTwo, isOff(), context.opened]).toEqual([[true, true], [true, true], [false, false], ['only charge', 'until charge']]);
  });

  test('what needs a selection is off without one', () => {
    const { selection: _none, ...rest } = state(aContext());
    const off = editorCommands.filter(({ isOff }) => isOff?.({ ...rest, selection: new Set() }) === true).map(({ id }) => id);

    expect(off).toEqual(expect.arrayContaining(['copy', 'cut', 'duplicate', 'delete', 'toggle-disabled', 'group', 'align-left', 'distribute-x']));
  });
});
