import type { Draft } from '@penstock/contracts';
import {
  applyCommand,
  changeBetween,
  emptyHistory,
  isEmptyChange,
  labelOf,
  recordEdit,
  redoEdit,
  undoEdit,
  type EditHistory,
  type FlowCommand,
  type FlowDocument,
  type StepExit,
} from '@penstock/flow-model';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { UnsavedWork } from './draft-backup';

export type DraftProblem = Draft['problems'][number];

/** How the edited document and the stored draft stand to each other. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'unsaved' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Somebody else saved in between; `theirs` is what is stored now. */
  | { readonly kind: 'conflict'; readonly theirs: Draft };

/** The middle of a line, or an exit of a step. */
export type Insertion = { readonly edgeId: string } | StepExit;

export interface EditorState {
  readonly flowId: string;
  readonly flow: FlowDocument;
  /** The stored draft of `revision`, as far as this editor knows. */
  readonly stored: FlowDocument;
  readonly history: EditHistory;
  /** Ids of selected cards and lines. */
  readonly selection: ReadonlySet<string>;
  /** Where the next step from the palette goes; null: after the selected one. */
  readonly insertion: Insertion | null;
  readonly revision: number;
  readonly problems: readonly DraftProblem[];
  readonly save: SaveState;
  /** Why the last try to save failed; null once one came through. */
  readonly lastFailure: unknown;
  /** Edits with the same gesture in a row are undone together. */
  execute(command: FlowCommand, gesture?: string): void;
  undo(): void;
  redo(): void;
  select(ids: Iterable<string>): void;
  chooseInsertion(insertion: Insertion | null): void;
  savingStarted(): void;
  savingFailed(error: unknown): void;
  savingConflicted(theirs: Draft): void;
  /** The stored draft as the server has it now; the document stays as edited. */
  saved(draft: Draft, isStillCurrent: boolean): void;
  /** Goes on on top of somebody else's draft, with what was made of both; undo brings back the own document. */
  settleConflict(theirs: Draft, flow: FlowDocument): void;
}

export type EditorStore = StoreApi<EditorState>;

export interface EditorBeginning {
  readonly history?: EditHistory;
  /** Brought back after a reload; on another revision than the stored one it is a conflict. */
  readonly unsaved?: UnsavedWork;
}

/** One store per open editor. */
export function createEditorStore(draft: Draft, { history = emptyHistory, unsaved }: EditorBeginning = {}): EditorStore {
  return createStore<EditorState>()((set, get) => ({
    flowId: draft.flowId,
    ...opened(draft),
    ...(unsaved && broughtBack(draft, unsaved)),
    history,
    execute: (command, gesture) => {
      const { flow, history } = get();
      const applied = applyCommand(flow, command);
      if (isEmptyChange(applied.change)) return;
      const entry = {
        label: labelOf(flow, command),
        change: applied.change,
        ...(gesture !== undefined && { gesture }),
      };
      set({ flow: applied.flow, history: recordEdit(history, entry), save: { kind: 'unsaved' } });
    },
    undo: () => travel(set, undoEdit(get().history, get().flow)),
    redo: () => travel(set, redoEdit(get().history, get().flow)),
    select: (ids) => set({ selection: new Set(ids) }),
    chooseInsertion: (insertion) => set({ insertion }),
    savingStarted: () => set({ save: { kind: 'saving' } }),
    savingFailed: (error) => set({ save: { kind: 'failed', error }, lastFailure: error }),
    savingConflicted: (theirs) => set({ save: { kind: 'conflict', theirs }, lastFailure: null }),
    saved: ({ document, revision, problems, updatedAt }, isStillCurrent) =>
      set({ stored: document, lastFailure: null, revision, problems, save: isStillCurrent ? { kind: 'saved', at: updatedAt } : { kind: 'unsaved' } }),
    settleConflict: ({ revision, document, problems, updatedAt, updatedBy }, flow) => {
      set({ revision, stored: document, lastFailure: null, save: { kind: 'unsaved' } });
      get().execute({ kind: 'apply-change', change: changeBetween(get().flow, flow), label: `merge with ${updatedBy}` });
      if (flow === document) set({ problems, save: { kind: 'saved', at: updatedAt } });
    },
  }));
}

function opened({ document, revision, problems, updatedAt }: Draft) {
  return {
    flow: document,
    stored: document,
    selection: new Set<string>(),
    insertion: null,
    revision,
    problems,
    save: { kind: 'saved', at: updatedAt } as SaveState,
    lastFailure: null,
  };
}

function broughtBack(draft: Draft, { document, revision, base }: UnsavedWork): Pick<EditorState, 'flow' | 'stored' | 'revision' | 'save'> {
  const save: SaveState = revision === draft.revision ? { kind: 'unsaved' } : { kind: 'conflict', theirs: draft };
  return { flow: document, stored: base, revision, save };
}

function travel(set: (state: Partial<EditorState>) => void, step: ReturnType<typeof undoEdit>): void {
  if (step) set({ flow: step.flow, history: step.history, save: { kind: 'unsaved' } });
}
