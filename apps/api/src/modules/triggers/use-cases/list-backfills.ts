import { Injectable } from '@nestjs/common';
import type { Backfill, Page, PageQuery } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { BackfillReads } from '../backfill-reads';
import { DeploymentAtHand } from '../deployment-at-hand';

@Injectable()
export class ListBackfills {
  constructor(
    private readonly deployments: DeploymentAtHand,
    private readonly reads: BackfillReads,
  ) {}

  async execute(ctx: RequestContext, deploymentId: string, query: PageQuery): Promise<Page<Backfill> & { items: Backfill[] }> {
    await this.deployments.environmentOf(ctx, deploymentId);
    return this.reads.page(ctx, deploymentId, query);
  }
}
