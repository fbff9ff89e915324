import { Inject, Injectable } from '@nestjs/common';
import type { Backfill } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { BackfillReads } from '../backfill-reads';
import { DeploymentAtHand } from '../deployment-at-hand';
import { backfillNotFound, TriggerError } from '../triggers.errors';

@Injectable()
export class AbortBackfill {
  constructor(
    private readonly deployments: DeploymentAtHand,
    private readonly reads: BackfillReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Stops between two pages; the events that were read stay, and so do their runs. */
  async execute(ctx: RequestContext, deploymentId: string, backfillId: string): Promise<Backfill> {
    const of = await this.deployments.forStarting(ctx, deploymentId);
    const outcome = await this.host.triggers.abortBackfill(of, backfillId);
    if (outcome === 'not-found') throw backfillNotFound();
    if (outcome === 'not-possible') {
      throw new TriggerError('BACKFILL_ENDED', 'This backfill has ended already. Nothing was changed: what it read stays. Reload the list.');
    }
    return this.reads.one(ctx, deploymentId, backfillId);
  }
}
