import { applyCommand, labelOf } from '../commands/apply-command';
import type { FlowCommand } from '../commands/flow-command';
import type { FlowDocument } from '../document';
import { aChain } from '../testing/a-flow';
import { emptyHistory, historyLimit, recordEdit, redoEdit, undoEdit, type EditHistory } from './edit-history';

interface Editing {
  readonly flow: FlowDocument;
  readonly history: EditHistory;
}

function edit({ flow, history }: Editing, command: FlowCommand, gesture?: string): Editing {
  const { flow: next, change } = applyCommand(flow, command);
  const entry = { label: labelOf(flow, command), change, ...(gesture !== undefined && { gesture }) };
  return { flow: next, history: recordEdit(history, entry) };
}

const started = (): Editing => ({ flow: aChain(), history: emptyHistory });
const rename = (name: string): FlowCommand => ({ kind: 'rename-flow', name });
const moveTo = (x: number): FlowCommand => ({ kind: 'move', positions: { a: { x, y: 0 } } });

describe('undo and redo', () => {
  test('undo gives back the document before the edit', () => {
    const { flow, history } = edit(started(), { kind: 'remove', stepIds: ['a'], edgeIds: [] });

    expect(undoEdit(history, flow)?.flow).toEqual(aChain());
  });

  test('redo does the undone edit again', () => {
    const edited = edit(started(), rename('Refunds'));
    const undone = undoEdit(edited.history, edited.flow);

    const redone = undone && redoEdit(undone.history, undone.flow);

    expect(redone?.flow).toEqual(edited.flow);
  });

  test('there is nothing to undo in a fresh editor', () => {
    expect(undoEdit(emptyHistory, aChain())).toBeNull();
    expect(redoEdit(emptyHistory, aChain())).toBeNull();
  });

  test('a new edit forgets what was undone', () => {
    const first = edit(started(), rename('One'));
    const undone = undoEdit(first.history, first.flow);

    const second = edit(undone ?? first, rename('Two'));

    expect(second.history.future).toEqual([]);
  });

  test('one gesture is undone in one go', () => {
    const dragged = edit(edit(edit(started(), moveTo(10), 'drag'), moveTo(20), 'drag'), moveTo(30), 'drag');

    expect(dragged.history.past).toHaveLength(1);
    expect(undoEdit(dragged.history, dragged.flow)?.flow).toEqual(aChain());
  });

  test('edits that change nothing leave no trace', () => {
    const { history } = edit(started(), { kind: 'remove', stepIds: ['gone'], edgeIds: [] });

    expect(history.past).toEqual([]);
  });

  test('the oldest edits are forgotten beyond 200', () => {
    let editing = started();
    for (let n = 0; n < historyLimit + 5; n += 1) editing = edit(editing, rename(`Name ${n}`));

    expect(editing.history.past).toHaveLength(200);
  });
});
