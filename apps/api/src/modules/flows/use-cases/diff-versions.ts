import { Injectable } from '@nestjs/common';
import type { FlowDiff, FlowDiffQuery, FlowDifferenceView, VersionReference } from '@penstock/contracts';
import { FlowDraftRow, FlowVersionRow, UnitOfWork, type TenantStore } from '@penstock/database';
import { countDifferences, diffFlows, type FlowDifference, type FlowDocument } from '@penstock/flow-model';
import type { RequestContext } from '../../../platform/auth/request-context';
import { flowNotFound, flowVersionNotFound, requireKnown } from '../flows.errors';
import { hashDocument } from '../hash-document';

@Injectable()
export class DiffVersions {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws FlowError FLOW_NOT_FOUND, FLOW_VERSION_NOT_FOUND, FLOW_IS_NEWER */
  async execute(ctx: RequestContext, { flowId, from, to }: FlowDiffQuery & { readonly flowId: string }): Promise<FlowDiff> {
    const store = this.unitOfWork.read(ctx);
    const [before, after] = [await documentOf(store, flowId, from), await documentOf(store, flowId, to)];
    for (const document of [before, after]) requireKnown(document);
    return { flowId, from, to, fromHash: hashDocument(before), toHash: hashDocument(after), ...differencesView(before, after) };
  }
}

async function documentOf(store: TenantStore, flowId: string, version: VersionReference): Promise<FlowDocument> {
  const draft = await store.repository(FlowDraftRow).findOne({ flowId });
  if (!draft) throw flowNotFound();
  if (version === 'draft') return draft.document;
  const row = await store.repository(FlowVersionRow).findOne({ flowId, number: version });
  if (!row) throw flowVersionNotFound(version);
  return row.document;
}

/** The differences as they are answered. */
export function differencesView(before: FlowDocument, after: FlowDocument): Pick<FlowDiff, 'differences' | 'counts'> {
  const differences = diffFlows(before, after);
  return { differences: differences.map(differenceView), counts: countDifferences(differences) };
}

/** Documents are plain JSON: nothing in them is a `Decimal`. */
const differenceView = (difference: FlowDifference): FlowDifferenceView => difference as unknown as FlowDifferenceView;
