import { ApiProblem } from '@penstock/api-client';
import { draft as draftSchema, type Draft, type SaveDraftRequest } from '@penstock/contracts';
import { PenstockError } from '@penstock/kernel';
import { strings } from '../strings';
import type { DraftBackup } from './draft-backup';
import type { EditorState, EditorStore } from './editor-store';

/**
 * Keeps the stored draft up to date with the edited document.
 *
 * A1: one save at a time; edits made meanwhile are saved after it.
 * A2: a conflict stops saving until a person chose; nothing is overwritten silently.
 * A3: what is not stored yet lies in the browser and survives a reload.
 * A4: a save that got no answer is tried again until one comes; a refusal waits for the next edit.
 */
export interface DraftAutosave {
  /** Saves at once what is unsaved; resolves when it is stored or has failed. */
  saveNow(): Promise<void>;
  /**
   * Saves at once what is unsaved, and tells the stored revision that is what the screen shows.
   * @throws what kept it from being saved: the failure, or DraftNotStoredError for a conflict
   */
  storedRevision(): Promise<number>;
  stop(): void;
}

export interface AutosaveParts {
  readonly store: EditorStore;
  readonly save: (request: SaveDraftRequest) => Promise<Draft>;
  readonly backup: DraftBackup;
  /** Quiet time after an edit before it is sent. */
  readonly delayMs: number;
}

const againAfterMs = 5_000;

export function startAutosave({ store, save, backup, delayMs }: AutosaveParts): DraftAutosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const saveLater = (afterMs = delayMs): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), afterMs);
  };

  const saveOnce = async (): Promise<void> => {
    const { flow, revision, savingStarted } = store.getState();
    savingStarted();
    try {
      const stored = await save({ document: flow, revision });
      const isStillCurrent = store.getState().flow === flow;
      store.getState().saved(stored, isStillCurrent);
    } catch (thrown) {
      const theirs = conflictingDraft(thrown);
      if (theirs) await meet(store, theirs);
      else {
        store.getState().savingFailed(thrown);
        if (isWorthAnotherTry(thrown)) saveLater(againAfterMs);
      }
    }
  };

  const saveNow = async (): Promise<void> => {
    clearTimeout(timer);
    if (running) await running;
    const { kind } = store.getState().save;
    if (kind !== 'unsaved' && kind !== 'failed') return;
    running = saveOnce().finally(() => (running = null));
    await running;
  };

  const storedRevision = async (): Promise<number> => {
    do await saveNow();
    while (['unsaved', 'saving'].includes(store.getState().save.kind));
    const { save: outcome, revision } = store.getState();
    if (outcome.kind === 'failed') throw outcome.error;
    if (outcome.kind === 'conflict') throw new DraftNotStoredError(strings.conflictNotStored(outcome.theirs.updatedBy));
    return revision;
  };

  const keep = ({ flow, revision, stored }: EditorState): void => backup.keep({ document: flow, revision, base: stored });
  const unsubscribe = store.subscribe((state, before) => {
    if (state.flow !== before.flow && state.save.kind === 'unsaved') keep(state);
    if (state.save.kind === 'saved' && before.save.kind !== 'saved') backup.drop();
    const becameUnsaved =
      state.save.kind === 'unsaved' && (state.flow !== before.flow || before.save.kind !== 'unsaved');
    if (becameUnsaved) saveLater();
  });
  // Brought back after a reload: kept as this tab's, and sent without waiting for an edit.
  if (store.getState().save.kind !== 'saved') keep(store.getState());
  if (store.getState().save.kind === 'unsaved') saveLater();

  return {
    saveNow,
    storedRevision,
    stop: () => {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

/** Whoever made the same of the flow has nothing to decide. */
async function meet(store: EditorStore, theirs: Draft): Promise<void> {
  const { isSameFlow } = await import('../versions/same-flow');
  const { flow, settleConflict, savingConflicted } = store.getState();
  if (isSameFlow(theirs.document, flow)) settleConflict(theirs, flow);
  else savingConflicted(theirs);
}

/** What is stored is not what the screen shows: nothing may be tried or frozen in its name. */
export class DraftNotStoredError extends PenstockError<'DRAFT_NOT_STORED'> {
  constructor(message: string) {
    super('DRAFT_NOT_STORED', message);
  }
}

/** A refusal is an answer: sending the same again gets the same. */
export const isWorthAnotherTry = (thrown: unknown): boolean => !(thrown instanceof ApiProblem) || thrown.status >= 500;

/** The stored draft that a refused save met, if that is why it was refused. */
export function conflictingDraft(thrown: unknown): Draft | null {
  if (!(thrown instanceof ApiProblem) || thrown.code !== 'DRAFT_CONFLICT') return null;
  return draftSchema.safeParse(thrown.problem.current).data ?? null;
}
