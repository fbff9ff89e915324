import { Injectable } from '@nestjs/common';
import type { VersionChoice } from '@penstock/contracts';
import { FlowDraftRow, FlowVersionRow, UnitOfWork } from '@penstock/database';
import { flowDocument, type FlowDocument } from '@penstock/flow-model';
import type { RequestContext } from '../../platform/auth/request-context';
import { FlowError, flowNotFound, flowVersionNotFound } from '../flows/flows.errors';
import { RehearsalError } from './rehearsals.errors';

const selectLive = `
  select v.number, v.document from deployment d join flow_version v on v.id = d.flow_version_id
  where d.organization_id = $1 and d.environment_id = $2 and d.flow_id = $3 and d.status = any($4::text[])`;
/** New runs are started from an active deployment only; a paused one is live all the same. */
const startable = ['active'];
const live = ['active', 'paused'];

/** A document to be tried out. */
export interface Candidate {
  readonly version: number | 'draft';
  readonly document: FlowDocument;
}

export interface FlowPlace {
  readonly flowId: string;
  readonly environmentId: string;
}

export interface CandidateReference extends FlowPlace {
  readonly version: VersionChoice;
  /** Of the draft, as whoever asks saw it. */
  readonly revision?: number | undefined;
}

@Injectable()
export class Candidates {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws FlowError FLOW_NOT_FOUND, FLOW_VERSION_NOT_FOUND, DRAFT_CONFLICT; RehearsalError FLOW_NOT_LIVE */
  async of(ctx: RequestContext, { flowId, version, revision, environmentId }: CandidateReference): Promise<Candidate> {
    const store = this.unitOfWork.read(ctx);
    const draft = await store.repository(FlowDraftRow).findOne({ flowId });
    if (!draft) throw flowNotFound();
    if (version === 'draft') {
      if (revision !== undefined && revision !== draft.revision) throw draftChanged(draft);
      return { version, document: draft.document };
    }
    if (version === 'live') return this.live(ctx, { flowId, environmentId });
    const row = await store.repository(FlowVersionRow).findOne({ flowId, number: version });
    if (!row) throw flowVersionNotFound(version);
    return { version, document: row.document };
  }

  /** What runs there when another flow calls it now. */
  async liveDocument(
    ctx: RequestContext,
    at: FlowPlace,
    statuses: readonly string[] = startable,
  ): Promise<Candidate | undefined> {
    const [row] = await this.unitOfWork
      .read(ctx)
      .query<{ number: number; document: unknown }>(selectLive, [at.environmentId, at.flowId, statuses]);
    const document = flowDocument.safeParse(row?.document);
    return row && document.success ? { version: row.number, document: document.data } : undefined;
  }

  private async live(ctx: RequestContext, at: FlowPlace): Promise<Candidate> {
    const found = await this.liveDocument(ctx, at, live);
    if (found) return found;
    throw new RehearsalError(
      'FLOW_NOT_LIVE',
      'No version of this flow is live in this environment. Nothing was sent. Choose the draft or a version.',
    );
  }
}

const draftChanged = ({ updatedBy }: FlowDraftRow): FlowError =>
  new FlowError(
    'DRAFT_CONFLICT',
    `${updatedBy} changed this flow meanwhile, so the draft is not the one on your screen. Nothing was tried and nothing was sent. ` +
      'Load the stored draft or save yours, then try again.',
  );
