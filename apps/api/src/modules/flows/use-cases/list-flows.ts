import { Injectable } from '@nestjs/common';
import type { FlowSummary, Page, PageQuery } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { FlowSummaries } from '../flow-summaries';

@Injectable()
export class ListFlows {
  constructor(private readonly summaries: FlowSummaries) {}

  execute(ctx: RequestContext, query: PageQuery): Promise<Page<FlowSummary> & { items: FlowSummary[] }> {
    return this.summaries.page(ctx, query);
  }
}
