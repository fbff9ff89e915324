import { Injectable } from '@nestjs/common';
import type { TriggerState } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { DeploymentAtHand } from '../deployment-at-hand';
import { TriggerStateReads } from '../trigger-state-reads';

@Injectable()
export class ReadTriggerState {
  constructor(
    private readonly deployments: DeploymentAtHand,
    private readonly reads: TriggerStateReads,
  ) {}

  async execute(ctx: RequestContext, deploymentId: string): Promise<TriggerState> {
    await this.deployments.environmentOf(ctx, deploymentId);
    return this.reads.ofDeployment(ctx, deploymentId);
  }
}
