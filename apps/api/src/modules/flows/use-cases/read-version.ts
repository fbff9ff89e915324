import { Injectable } from '@nestjs/common';
import type { FlowVersionDetail } from '@penstock/contracts';
import { FlowVersionRow, UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { versionView } from '../flow-views';
import { flowVersionNotFound, requireKnown } from '../flows.errors';

@Injectable()
export class ReadVersion {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(ctx: RequestContext, { flowId, number }: { flowId: string; number: number }): Promise<FlowVersionDetail> {
    const version = await this.unitOfWork.read(ctx).repository(FlowVersionRow).findOne({ flowId, number });
    if (!version) throw flowVersionNotFound(number);
    requireKnown(version.document);
    return { ...versionView(version), document: version.document };
  }
}
