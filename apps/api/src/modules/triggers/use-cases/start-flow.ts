import { Inject, Injectable } from '@nestjs/common';
import type { StartResult } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { EngineHost } from '@penstock/engine-host';
import type { Json } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { DeploymentAtHand } from '../deployment-at-hand';
import { unlessRefused } from '../trigger-refusal';

@Injectable()
export class StartFlow {
  constructor(
    private readonly deployments: DeploymentAtHand,
    private readonly unitOfWork: UnitOfWork,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Starts a run as if the trigger had brought the payload; it is durable before the answer. */
  async execute(ctx: RequestContext, deploymentId: string, request: { readonly payload: unknown; readonly key?: string | undefined }): Promise<StartResult> {
    const of = await this.deployments.forStarting(ctx, deploymentId);
    const { outcome, eventId } = unlessRefused(await this.host.triggers.start(of, { payload: request.payload as Json, key: request.key }));
    const runs = await this.unitOfWork.read(ctx).query<{ id: string }>('select id from run where organization_id = $1 and event_id = $2 order by id', [eventId]);
    return { eventId, status: outcome, runIds: runs.map(({ id }) => id) };
  }
}
