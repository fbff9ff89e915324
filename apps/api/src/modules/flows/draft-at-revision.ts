import { FlowDraftRow, type ChangeStore } from '@penstock/database';
import type { ConnectorShelf } from '../../platform/connector-shelf';
import { draftView } from './flow-views';
import { FlowError, flowNotFound, requireKnown } from './flows.errors';

export interface DraftReference {
  readonly flowId: string;
  readonly revision: number;
}

/**
 * Locks the draft if it still is what its editor saw.
 * @throws FlowError FLOW_IS_NEWER; DRAFT_CONFLICT with the stored draft, so that the editor can show both.
 */
export async function lockDraftAtRevision(
  store: ChangeStore,
  { flowId, revision }: DraftReference,
  shelf: ConnectorShelf,
): Promise<FlowDraftRow> {
  const draft = await store.repository(FlowDraftRow).findOneForUpdate({ flowId });
  if (!draft) throw flowNotFound();
  requireKnown(draft.document);
  if (draft.revision === revision) return draft;
  throw new FlowError(
    'DRAFT_CONFLICT',
    `${draft.updatedBy} changed this flow meanwhile. Your changes were not saved, and what runs is not affected. ` +
      'Compare with the stored draft, then save again.',
    { current: draftView(draft, shelf) },
  );
}
