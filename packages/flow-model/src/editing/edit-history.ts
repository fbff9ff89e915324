import type { FlowDocument } from '../document';
import { applyChange, isEmptyChange, reverseChange, squashChanges, type FlowChange } from './flow-change';

/** What can be undone and done again in one editor. Entries of one gesture (a drag, typing in one field) are one entry. */
export interface EditHistory {
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
}

export interface HistoryEntry {
  /** For people: "Undo: add Charge card". */
  readonly label: string;
  readonly change: FlowChange;
  /** Entries in a row with the same gesture squash. */
  readonly gesture?: string;
}

export const historyLimit = 200;
export const emptyHistory: EditHistory = { past: [], future: [] };

export function recordEdit(history: EditHistory, entry: HistoryEntry): EditHistory {
  if (isEmptyChange(entry.change)) return history;
  const last = history.past.at(-1);
  if (last && entry.gesture !== undefined && last.gesture === entry.gesture) {
    const squashed = { ...last, change: squashChanges(last.change, entry.change) };
    return { past: [...history.past.slice(0, -1), squashed], future: [] };
  }
  return { past: [...history.past, entry].slice(-historyLimit), future: [] };
}

export interface HistoryStep {
  readonly flow: FlowDocument;
  readonly history: EditHistory;
}

/** `null` when there is nothing to undo. */
export function undoEdit(history: EditHistory, flow: FlowDocument): HistoryStep | null {
  const entry = history.past.at(-1);
  if (!entry) return null;
  return {
    flow: applyChange(flow, reverseChange(entry.change)),
    history: { past: history.past.slice(0, -1), future: [closed(entry), ...history.future] },
  };
}

/** `null` when there is nothing to do again. */
export function redoEdit(history: EditHistory, flow: FlowDocument): HistoryStep | null {
  const [entry, ...future] = history.future;
  if (!entry) return null;
  return { flow: applyChange(flow, entry.change), history: { past: [...history.past, entry], future } };
}

/** An undone gesture is over: going on with it later starts a new entry. */
function closed({ label, change }: HistoryEntry): HistoryEntry {
  return { label, change };
}
