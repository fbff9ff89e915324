import { Injectable } from '@nestjs/common';
import type { FlowSummary } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { FlowSummaries } from '../flow-summaries';

@Injectable()
export class ReadFlow {
  constructor(private readonly summaries: FlowSummaries) {}

  execute(ctx: RequestContext, id: string): Promise<FlowSummary> {
    return this.summaries.one(ctx, id);
  }
}
