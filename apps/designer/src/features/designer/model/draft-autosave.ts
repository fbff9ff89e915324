import { ApiProblem } from '@penstock/api-client';
import { draft as draftSchema, type Draft, type SaveDraftRequest } from '@penstock/contracts';
import type { EditorStore } from './editor-store';

/**
 * Keeps the stored draft up to date with the edited document.
 *
 * A1: one save at a time; edits made meanwhile are saved after it.
 * A2: a conflict stops saving until a person chose; nothing is overwritten silently.
 * A3: what is not stored yet lies in the browser and survives a reload.
 */
export interface DraftAutosave {
  /** Saves at once what is unsaved; resolves when it is stored or has failed. */
  saveNow(): Promise<void>;
  stop(): void;
}

export interface AutosaveParts {
  readonly store: EditorStore;
  readonly save: (request: SaveDraftRequest) => Promise<Draft>;
  readonly backup: DraftBackup;
  /** Quiet time after an edit before it is sent. */
  readonly delayMs: number;
}

export interface DraftBackup {
  keep(document: SaveDraftRequest): void;
  drop(): void;
}

export function startAutosave({ store, save, backup, delayMs }: AutosaveParts): DraftAutosave {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | null = null;

  const saveOnce = async (): Promise<void> => {
    const { flow, revision, savingStarted } = store.getState();
    savingStarted();
    try {
      const stored = await save({ document: flow, revision });
      const isStillCurrent = store.getState().flow === flow;
      store.getState().saved(stored, isStillCurrent);
      if (isStillCurrent) backup.drop();
    } catch (thrown) {
      const theirs = conflictingDraft(thrown);
      if (theirs) store.getState().savingConflicted(theirs);
      else store.getState().savingFailed(thrown);
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

  const unsubscribe = store.subscribe((state, before) => {
    if (state.flow !== before.flow && state.save.kind === 'unsaved') {
      backup.keep({ document: state.flow, revision: state.revision });
    }
    const becameUnsaved =
      state.save.kind === 'unsaved' && (state.flow !== before.flow || before.save.kind !== 'unsaved');
    if (!becameUnsaved) return;
    clearTimeout(timer);
    timer = setTimeout(() => void saveNow(), delayMs);
  });

  return {
    saveNow,
    stop: () => {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}

/** The stored draft that a refused save met, if that is why it was refused. */
export function conflictingDraft(thrown: unknown): Draft | null {
  if (!(thrown instanceof ApiProblem) || thrown.code !== 'DRAFT_CONFLICT') return null;
  return draftSchema.safeParse(thrown.problem.current).data ?? null;
}
