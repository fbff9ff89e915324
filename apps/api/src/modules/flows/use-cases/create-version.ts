import { Inject, Injectable } from '@nestjs/common';
import type { CreateVersionRequest, FlowVersion } from '@penstock/contracts';
import { FlowVersionRow, UnitOfWork } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ConnectorShelf } from '../../../platform/connector-shelf';
import { CLOCK, CONNECTOR_SHELF, IDS } from '../../../platform/tokens';
import { lockDraftAtRevision } from '../draft-at-revision';
import { versionView } from '../flow-views';
import { operationSchemas } from '../operation-schemas';
import { hashDocument } from '../hash-document';

@Injectable()
export class CreateVersion {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** Freezes the draft. A draft equal to the latest version answers with that version: nothing new to freeze. */
  execute(ctx: RequestContext, { flowId, revision, note }: CreateVersionRequest & { flowId: string }): Promise<FlowVersion> {
    return this.unitOfWork.run(ctx, async (store) => {
      // The lock on the draft also keeps two versions from taking the same number.
      const { document } = await lockDraftAtRevision(store, { flowId, revision }, this.shelf);
      const versions = store.repository(FlowVersionRow);
      const [latest] = await versions.find({ where: { flowId }, order: { number: 'DESC' }, take: 1 });
      const hash = hashDocument(document);
      if (latest?.hash === hash) {
        store.recordNothing();
        return versionView(latest);
      }
      const version = await versions.insert({
        id: this.ids.next(),
        flowId,
        number: (latest?.number ?? 0) + 1,
        hash,
        document,
        note,
        createdAt: new Date(this.clock.now()),
        createdBy: ctx.actor.name,
        createdById: ctx.actor.id,
        schemas: operationSchemas(document, this.shelf.descriptorsFor(ctx.organizationId)),
      });
      const { number } = version;
      store.record({ action: 'flow-version.created', object: { kind: 'flow', id: flowId, name: document.name }, details: { number, hash, note } });
      return versionView(version);
    });
  }
}
