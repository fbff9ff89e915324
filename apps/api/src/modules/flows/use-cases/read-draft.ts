import { Inject, Injectable } from '@nestjs/common';
import type { Draft } from '@penstock/contracts';
import { FlowDraftRow, UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import type { ConnectorShelf } from '../../../platform/connector-shelf';
import { CONNECTOR_SHELF } from '../../../platform/tokens';
import { draftView } from '../flow-views';
import { flowNotFound, requireKnown } from '../flows.errors';

@Injectable()
export class ReadDraft {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CONNECTOR_SHELF) private readonly shelf: ConnectorShelf,
  ) {}

  async execute(ctx: RequestContext, flowId: string): Promise<Draft> {
    const draft = await this.unitOfWork.read(ctx).repository(FlowDraftRow).findOne({ flowId });
    if (!draft) throw flowNotFound();
    requireKnown(draft.document);
    return draftView(draft, this.shelf);
  }
}
