import { ApiProblem, ApiUnreachable } from '@penstock/api-client';
import type { Draft, SaveDraftRequest } from '@penstock/contracts';
import { aDraft, aFlow } from '../../../testing/a-flow';
import { startAutosave } from './draft-autosave';
import { draftBackup, readBackup } from './draft-backup';
import { createEditorStore } from './editor-store';

const conflictWith = (theirs: Draft): ApiProblem =>
  new ApiProblem({
    type: 'about:blank',
    title: 'Changed meanwhile',
    status: 409,
    code: 'DRAFT_CONFLICT',
    detail: 'Somebody else saved this draft.',
    requestId: 'req-1',
    current: theirs,
  });

const storage = { local: localStorage, tab: sessionStorage };
const anotherTab = { local: localStorage, tab: { getItem: () => 'another-tab', setItem: () => undefined, removeItem: () => undefined } as unknown as Storage };
const { flowId } = aDraft();

/** An open editor whose saves are answered by hand. */
function anEditor() {
  const store = createEditorStore(aDraft());
  const pending: { request: SaveDraftRequest; resolve(draft: Draft): void; reject(error: unknown): void }[] = [];
  const save = (request: SaveDraftRequest): Promise<Draft> =>
    new Promise((resolve, reject) => pending.push({ request, resolve, reject }));
  const autosave = startAutosave({
    store,
    save,
    backup: draftBackup(store.getState().flowId, storage),
    delayMs: 700,
  });
  const rename = (name: string): void => store.getState().execute({ kind: 'rename-flow', name });
  const settle = async (): Promise<void> => {
    await jest.advanceTimersByTimeAsync(0);
  };
  return { store, pending, autosave, rename, settle };
}

beforeEach(() => {
  jest.useFakeTimers();
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => jest.useRealTimers());

describe('autosave', () => {
  test('saves once after edits have been quiet', async () => {
    const { pending, rename } = anEditor();

    rename('One');
    rename('Two');
    await jest.advanceTimersByTimeAsync(700);

    expect(pending.map(({ request }) => [request.document.name, request.revision])).toEqual([['Two', 1]]);
  });

  test('shows when the draft was saved', async () => {
    const { store, pending, rename, settle } = anEditor();
    rename('One');
    await jest.advanceTimersByTimeAsync(700);

    pending[0]?.resolve({ ...aDraft(aFlow(), 2), updatedAt: '2026-11-23T12:04:00.000Z' });
    await settle();

    expect(store.getState().save).toEqual({ kind: 'saved', at: '2026-11-23T12:04:00.000Z' });
    expect(store.getState().revision).toBe(2);
  });

  test('A1: edits made while saving are saved after it', async () => {
    const { pending, rename } = anEditor();
    rename('One');
    await jest.advanceTimersByTimeAsync(700);

    rename('Two');
    pending[0]?.resolve(aDraft(aFlow(), 2));
    await jest.advanceTimersByTimeAsync(1400);

    expect(pending.map(({ request }) => [request.document.name, request.revision])).toEqual([
      ['One', 1],
      ['Two', 2],
    ]);
  });

  test('A2: a conflict waits for a person', async () => {
    const { store, pending, rename } = anEditor();
    const theirs = aDraft({ ...aFlow(), name: 'Theirs' }, 5);
    rename('Mine');
    await jest.advanceTimersByTimeAsync(700);

    pending[0]?.reject(conflictWith(theirs));
    await jest.advanceTimersByTimeAsync(5000);

    expect(store.getState().save).toEqual({ kind: 'conflict', theirs });
    expect(pending).toHaveLength(1);
  });

  test('keeping mine saves on top of their revision', async () => {
    const { store, pending, autosave, rename, settle } = anEditor();
    rename('Mine');
    await jest.advanceTimersByTimeAsync(700);
    pending[0]?.reject(conflictWith(aDraft(aFlow(), 5)));
    await settle();

    store.getState().settleConflict(aDraft(aFlow(), 5), store.getState().flow);
    void autosave.saveNow();
    await settle();

    expect(pending[1]?.request).toMatchObject({ revision: 5, document: { name: 'Mine' } });
  });

  test('taking theirs shows their document, and undo brings back mine', async () => {
    const { store, pending, rename, settle } = anEditor();
    const theirs = aDraft({ ...aFlow(), name: 'Theirs' }, 5);
    rename('Mine');
    await jest.advanceTimersByTimeAsync(700);
    pending[0]?.reject(conflictWith(theirs));
    await settle();

    store.getState().settleConflict(theirs, theirs.document);
    const { flow, save } = store.getState();
    store.getState().undo();

    expect([flow.name, save.kind, store.getState().flow.name]).toEqual(['Theirs', 'saved', 'Mine']);
  });

  test('two who made the same of a flow have nothing to decide', async () => {
    const { store, pending, rename, settle } = anEditor();
    rename('Same');
    await jest.advanceTimersByTimeAsync(700);

    pending[0]?.reject(conflictWith(aDraft({ ...aFlow(), name: 'Same' }, 5)));
    await settle();

    expect([store.getState().save.kind, store.getState().revision]).toEqual(['unsaved', 5]);
  });

  test('A3: unsaved work lies in the browser until stored', async () => {
    const { pending, rename, settle } = anEditor();
    rename('One');

    expect(readBackup(flowId, storage)?.document.name).toBe('One');

    await jest.advanceTimersByTimeAsync(700);
    pending[0]?.resolve(aDraft(aFlow(), 2));
    await settle();
    expect(readBackup(flowId, storage)).toBeNull();
  });

  test('unsaved work keeps what it was made on, for when somebody else saved meanwhile', () => {
    const { rename } = anEditor();
    rename('One');

    const work = readBackup(flowId, storage);
    const store = createEditorStore(aDraft({ ...aFlow(), name: 'Theirs' }, 9), { ...(work && { unsaved: work }) });

    expect(work).toMatchObject({ document: { name: 'One' }, revision: 1, base: { name: 'Card payments' } });
    expect([store.getState().flow.name, store.getState().save.kind]).toEqual(['One', 'conflict']);
  });

  test('what is brought back is sent without another edit', async () => {
    const unsaved = { document: { ...aFlow(), name: 'One' }, revision: 1, base: aFlow() };
    const sent: SaveDraftRequest[] = [];
    startAutosave({
      store: createEditorStore(aDraft(), { unsaved }),
      save: async (request) => {
        sent.push(request);
        return aDraft(request.document, 2);
      },
      backup: draftBackup(flowId, storage),
      delayMs: 700,
    });

    await jest.advanceTimersByTimeAsync(700);

    expect(sent.map(({ document }) => document.name)).toEqual(['One']);
  });

  test('A4: a save without an answer is tried again until one comes, and the failure is told until then', async () => {
    const { store, pending, rename, settle } = anEditor();
    rename('Offline');
    await jest.advanceTimersByTimeAsync(700);
    pending[0]?.reject(new ApiUnreachable('API_UNREACHABLE', 'The server cannot be reached.'));
    await jest.advanceTimersByTimeAsync(5_000);

    expect([pending.length, store.getState().lastFailure !== null, readBackup(flowId, storage)?.document.name]).toEqual([2, true, 'Offline']);
    pending[1]?.resolve(aDraft(pending[1].request.document, 2));
    await settle();
    expect([store.getState().save.kind, store.getState().lastFailure, readBackup(flowId, storage)]).toEqual(['saved', null, null]);
  });

  test('A4: a refusal is not sent again by itself', async () => {
    const { store, pending, rename } = anEditor();
    rename('Refused');
    await jest.advanceTimersByTimeAsync(700);
    pending[0]?.reject(new ApiProblem({ type: 'about:blank', title: 'Refused', status: 400, code: 'REQUEST_INVALID', detail: 'Not like this.', requestId: 'r-1' }));

    await jest.advanceTimersByTimeAsync(60_000);

    expect([pending.length, store.getState().save.kind]).toEqual([1, 'failed']);
  });

  test('two tabs keep their unsaved work apart, and what a closed one left is found', () => {
    draftBackup(flowId, anotherTab).keep({ document: { ...aFlow(), name: 'Other tab' }, revision: 1, base: aFlow() });
    const { rename } = anEditor();
    rename('This tab');
    draftBackup(flowId, storage).drop();

    expect(readBackup(flowId, storage)?.document.name).toBe('Other tab');
  });

  test('what cannot be read is no unsaved work', () => {
    localStorage.setItem(`penstock.draft.${flowId}.torn`, '{"document":');

    expect(readBackup(flowId, storage)).toBeNull();
  });
});
