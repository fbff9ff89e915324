import { flowDocument, type FlowDocument } from '@penstock/flow-model';
import { z } from 'zod';
import { tabIdOf } from './tab-id';

/** Edits that are not stored yet, and what they were made on. */
const unsavedWork = z.object({ document: flowDocument, revision: z.int(), base: flowDocument });

export interface UnsavedWork {
  readonly document: FlowDocument;
  /** Of the stored draft that was edited. */
  readonly revision: number;
  /** That draft. */
  readonly base: FlowDocument;
}

export interface DraftBackup {
  keep(work: UnsavedWork): void;
  drop(): void;
}

export interface BrowserStorage {
  /** Shared by the tabs of this browser. */
  readonly local: Storage;
  /** This tab's alone; survives a reload. */
  readonly tab: Storage;
}

const keysOf = (flowId: string): string => `penstock.draft.${flowId}`;

/** Unsaved work of this tab, per flow: two tabs do not overwrite each other's. */
export function draftBackup(flowId: string, storage: BrowserStorage): DraftBackup {
  const key = `${keysOf(flowId)}.${tabIdOf(storage.tab)}`;
  return {
    keep: (work) => {
      try {
        storage.local.setItem(key, JSON.stringify(work));
      } catch {
        // The browser has no room left: the work stays in the page, and is stored with the next save.
      }
    },
    drop: () => storage.local.removeItem(key),
  };
}

/** Unsaved work on a flow: this tab's, else what another tab left behind. */
export function readBackup(flowId: string, { local, tab }: BrowserStorage): UnsavedWork | null {
  const own = `${keysOf(flowId)}.${tabIdOf(tab)}`;
  const others = Array.from({ length: local.length }, (_none, index) => local.key(index) ?? '').filter((key) => key.startsWith(keysOf(flowId)) && key !== own);
  for (const key of [own, ...others]) {
    const work = parsed(local.getItem(key));
    if (!work) continue;
    // It is this tab's from now on; a tab that is still open keeps its own anew.
    if (key !== own) local.removeItem(key);
    return work;
  }
  return null;
}

function parsed(text: string | null): UnsavedWork | null {
  if (text === null) return null;
  try {
    return unsavedWork.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
