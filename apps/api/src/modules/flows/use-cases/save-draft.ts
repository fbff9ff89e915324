import { Inject, Injectable } from '@nestjs/common';
import type { Draft, SaveDraftRequest } from '@penstock/contracts';
import { FlowDraftRow, FlowRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ConnectorShelf } from '../../../platform/connector-shelf';
import { refuseCardDataInTests } from '../../flow-tests/flow-tests.errors';
import { CLOCK, CONNECTOR_SHELF } from '../../../platform/tokens';
import { lockDraftAtRevision } from '../draft-at-revision';
import { draftView } from '../flow-views';

@Injectable()
export class SaveDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A draft with problems is kept: only deploying is refused. @throws FlowError; FlowTestError FLOW_TEST_HAS_CARD_DATA */
  async execute(ctx: RequestContext, { flowId, document, revision }: SaveDraftRequest & { flowId: string }): Promise<Draft> {
    refuseCardDataInTests(document);
    return this.unitOfWork.run(ctx, async (store) => {
      const draft = await lockDraftAtRevision(store, { flowId, revision }, this.shelf);
      const saved: FlowDraftRow = {
        ...draft,
        document,
        revision: draft.revision + 1,
        updatedAt: new Date(this.clock.now()),
        updatedBy: ctx.actor.name,
      };
      const { updatedAt, updatedBy } = saved;
      await store.repository(FlowDraftRow).update({ flowId }, { document, revision: saved.revision, updatedAt, updatedBy });
      await store.repository(FlowRow).update({ id: flowId }, { name: document.name, updatedAt });
      if (isSameSitting(draft, saved) && !(await hasVersionSince(store, draft))) store.recordNothing();
      else store.record({ action: 'flow.edited', object: { kind: 'flow', id: flowId, name: document.name }, details: { fromRevision: revision } });
      return draftView(saved, this.shelf);
    });
  }
}

const sittingMs = 15 * 60_000;

/** Drafts save themselves every few seconds: one entry of the audit log stands for somebody's going on. */
const isSameSitting = (before: FlowDraftRow, after: FlowDraftRow): boolean =>
  before.revision > 1 && before.updatedBy === after.updatedBy && after.updatedAt.getTime() - before.updatedAt.getTime() < sittingMs;

/** What is written after a version was made belongs to the next one, whose authors are told from the log. */
const selectVersionSince = 'select 1 from flow_version where organization_id = $1 and flow_id = $2 and created_at >= $3 limit 1';

const hasVersionSince = async (store: ChangeStore, { flowId, updatedAt }: FlowDraftRow): Promise<boolean> =>
  (await store.query(selectVersionSince, [flowId, updatedAt])).length > 0;
