import { Inject, Injectable } from '@nestjs/common';
import type { CreateFlowRequest, FlowSummary } from '@penstock/contracts';
import { FlowDraftRow, FlowRow, UnitOfWork } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ConnectorShelf } from '../../../platform/connector-shelf';
import { refuseCardDataInTests } from '../../flow-tests/flow-tests.errors';
import { CLOCK, CONNECTOR_SHELF, IDS } from '../../../platform/tokens';
import { emptyFlow } from '../empty-flow';
import { FlowSummaries } from '../flow-summaries';

@Injectable()
export class CreateFlow {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly summaries: FlowSummaries,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async execute(ctx: RequestContext, { name, document }: CreateFlowRequest): Promise<FlowSummary> {
    if (document) refuseCardDataInTests(document);
    const id = this.ids.next();
    const now = new Date(this.clock.now());
    await this.unitOfWork.run(ctx, async (store) => {
      await store.repository(FlowRow).insert({ id, name, createdAt: now, updatedAt: now, archivedAt: null });
      await store.repository(FlowDraftRow).insert({
        flowId: id,
        document: document ? { ...document, name } : emptyFlow(name, this.shelf.descriptorsFor(ctx.organizationId)),
        revision: 1,
        updatedAt: now,
        updatedBy: ctx.actor.name,
      });
      store.record({ action: 'flow.created', object: { kind: 'flow', id, name } });
    });
    return this.summaries.one(ctx, id);
  }
}
