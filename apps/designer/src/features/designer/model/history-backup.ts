import { applyChange, flowDocument, reverseChange, type EditHistory, type FlowDocument, type HistoryEntry } from '@penstock/flow-model';
import { canonicalFlow } from './canonical-flow';
import type { EditorStore } from './editor-store';

/** What one browser keeps of one flow's undo list, beside its unsaved work. */
const keyOf = (flowId: string): string => `penstock.history.${flowId}`;
/** Browsers give a page five million characters in all: older entries go first. */
const mostCharacters = 1_500_000;
const quietMs = 400;

interface StoredHistory extends EditHistory {
  /** The document the list belongs to, as text: a list on any other document would undo something else. */
  readonly document: string;
}

/** Keeps the list of a store's edits up to date in the browser, so that a reload loses none of them. */
export function keepHistory(store: EditorStore, storage: Storage): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = (): void => {
    const { flowId, flow, history } = store.getState();
    try {
      storage.setItem(keyOf(flowId), fitting({ ...history, document: printOf(flow) }));
    } catch {
      // The browser has no room left: undo lasts as long as the page.
    }
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (state.history === before.history) return;
    clearTimeout(timer);
    timer = setTimeout(keep, quietMs);
  });
  return () => {
    clearTimeout(timer);
    unsubscribe();
    if (store.getState().history.past.length + store.getState().history.future.length > 0) keep();
  };
}

/** Null when nothing is kept, or what is kept belongs to another document or does not undo to a valid one. */
export function readHistory(flowId: string, flow: FlowDocument, storage: Storage): EditHistory | null {
  const stored = parsed(storage.getItem(keyOf(flowId)));
  if (stored?.document !== printOf(flow)) return null;
  const { past, future } = stored;
  return leadsSomewhere(flow, past) ? { past, future } : null;
}

function parsed(text: string | null): StoredHistory | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<StoredHistory> | null;
    return Array.isArray(value?.past) && Array.isArray(value.future) && typeof value.document === 'string'
      ? (value as StoredHistory)
      : null;
  } catch {
    return null;
  }
}

/** Tampered or cut storage must not make a document that the server refuses. */
function leadsSomewhere(flow: FlowDocument, past: readonly HistoryEntry[]): boolean {
  try {
    const oldest = past.reduceRight((document, { change }) => applyChange(document, reverseChange(change)), flow);
    return flowDocument.safeParse(oldest).success;
  } catch {
    return false;
  }
}

function fitting(stored: StoredHistory): string {
  const text = JSON.stringify(stored);
  if (text.length <= mostCharacters || stored.past.length === 0) return text;
  return fitting({ ...stored, past: stored.past.slice(Math.ceil(stored.past.length / 2)) });
}

/** Short and equal only for equal documents in practice: 53 bits of their text, and its length. */
function printOf(flow: FlowDocument): string {
  // The server gives members back in another order.
  const text = canonicalFlow(flow);
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    high = Math.imul(high ^ text.charCodeAt(at), 2654435761);
    low = Math.imul(low ^ text.charCodeAt(at), 1597334677);
  }
  return `${text.length}-${(high >>> 0).toString(36)}${(low >>> 0).toString(36)}`;
}
