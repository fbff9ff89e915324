import { emptyHistory, historyLimit } from '@penstock/flow-model';
import { aDraft, aFlow } from '../../../testing/a-flow';
import { createEditorStore, type EditorStore } from './editor-store';
import { keepHistory, readHistory } from './history-backup';

beforeEach(() => localStorage.clear());

const rename = (store: EditorStore, name: string): void => store.getState().execute({ kind: 'rename-flow', name });

function setBlob(store: EditorStore, blob: string): void {
  const { flow, execute } = store.getState();
  execute({ kind: 'update-trigger', trigger: { ...flow.trigger, settings: { blob } } });
}

/** As after closing the page and opening it again. */
function reopened(store: EditorStore): EditorStore {
  const { flow, flowId } = store.getState();
  return createEditorStore(aDraft(flow), { history: readHistory(flowId, flow, localStorage) ?? emptyHistory });
}

describe('undo across a reload', () => {
  test('goes back to the first edit, and forward again', () => {
    const store = createEditorStore(aDraft(aFlow()));
    const stop = keepHistory(store, localStorage);
    rename(store, 'One');
    rename(store, 'Two');
    store.getState().undo();
    stop();

    const next = reopened(store);
    next.getState().undo();
    const first = next.getState().flow;
    next.getState().redo();
    next.getState().redo();

    expect([first, next.getState().flow.name]).toEqual([aFlow(), 'Two']);
  });

  test('the order in which the server gives members back means nothing', () => {
    const store = createEditorStore(aDraft(aFlow()));
    const stop = keepHistory(store, localStorage);
    rename(store, 'One');
    stop();
    const { flow, flowId } = store.getState();
    const turned = Object.fromEntries(Object.entries(flow).reverse()) as typeof flow;

    expect(readHistory(flowId, turned, localStorage)?.past).toHaveLength(1);
  });

  test('two hundred edits are kept', () => {
    const store = createEditorStore(aDraft(aFlow()));
    const stop = keepHistory(store, localStorage);
    for (let count = 0; count < historyLimit + 20; count += 1) rename(store, `Name ${count}`);
    stop();

    expect(reopened(store).getState().history.past).toHaveLength(historyLimit);
  });

  test('a list that belongs to another document is left alone', () => {
    const store = createEditorStore(aDraft(aFlow()));
    const stop = keepHistory(store, localStorage);
    rename(store, 'One');
    stop();

    expect(readHistory(store.getState().flowId, { ...store.getState().flow, name: 'Theirs' }, localStorage)).toBeNull();
  });

  test.each([['{"past":'], ['null'], ['{"past":[{"change":{}}],"future":[],"document":"x"}']])('spoilt storage is ignored: %s', (text) => {
    const store = createEditorStore(aDraft(aFlow()));
    localStorage.setItem(`penstock.history.${store.getState().flowId}`, text);

    expect(readHistory(store.getState().flowId, store.getState().flow, localStorage)).toBeNull();
  });

  test('more than a browser may keep loses its oldest entries only', () => {
    const store = createEditorStore(aDraft(aFlow()));
    const stop = keepHistory(store, localStorage);
    for (let count = 0; count < 4; count += 1) setBlob(store, `${count}`.repeat(400_000));
    stop();

    expect(reopened(store).getState().history.past).toHaveLength(1);
    expect(JSON.stringify(reopened(store).getState().history.past[0]?.change.trigger?.to.settings).slice(0, 12)).toBe('{"blob":"333');
  });
});
