import { Injectable } from '@nestjs/common';
import type { Page, Run, RunQuery } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { RunReads } from '../run-reads';

@Injectable()
export class ListRuns {
  constructor(private readonly reads: RunReads) {}

  execute(ctx: RequestContext, query: RunQuery): Promise<Page<Run> & { items: Run[] }> {
    return this.reads.page(ctx, query);
  }
}
