import { Injectable } from '@nestjs/common';
import type { Deployment, Page } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { DeploymentReads } from '../deployment-reads';
import type { DeploymentQuery } from '../deployments.dto';

@Injectable()
export class ListDeployments {
  constructor(private readonly reads: DeploymentReads) {}

  execute(ctx: RequestContext, query: DeploymentQuery): Promise<Page<Deployment> & { items: Deployment[] }> {
    return this.reads.page(ctx, query);
  }
}
