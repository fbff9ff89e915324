import { Inject, Injectable } from '@nestjs/common';
import type { SyncRecordResult } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { DeploymentAtHand } from '../deployment-at-hand';
import { unlessRefused } from '../trigger-refusal';

@Injectable()
export class SyncRecord {
  constructor(
    private readonly deployments: DeploymentAtHand,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Fetches one record now; what is known of it already starts nothing. */
  async execute(ctx: RequestContext, deploymentId: string, id: string): Promise<SyncRecordResult> {
    const of = await this.deployments.forStarting(ctx, deploymentId);
    const { fresh, known, parked } = unlessRefused(await this.host.triggers.syncOne(of, id));
    return { fresh, known, parked };
  }
}
