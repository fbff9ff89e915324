import { saveDraftRequest, type Draft, type SaveDraftRequest } from '@penstock/contracts';
import type { DraftBackup } from './draft-autosave';

const keyOf = (flowId: string): string => `penstock.draft.${flowId}`;

/** Unsaved work of this browser, per flow. */
export function draftBackup(flowId: string, storage: Storage): DraftBackup {
  return {
    keep: (request: SaveDraftRequest) => storage.setItem(keyOf(flowId), JSON.stringify(request)),
    drop: () => storage.removeItem(keyOf(flowId)),
  };
}

/** Unsaved work that still fits the stored draft; older leftovers are of no use and not offered. */
export function readBackup(draft: Draft, storage: Storage): SaveDraftRequest | null {
  const text = storage.getItem(keyOf(draft.flowId));
  if (text === null) return null;
  const parsed = saveDraftRequest.safeParse(JSON.parse(text));
  return parsed.success && parsed.data.revision === draft.revision ? parsed.data : null;
}
