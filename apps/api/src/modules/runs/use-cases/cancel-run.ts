import { Inject, Injectable } from '@nestjs/common';
import type { Run } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import type { RunId } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { RunReads } from '../run-reads';
import { RunError, runNotFound } from '../runs.errors';

@Injectable()
export class CancelRun {
  constructor(
    private readonly reads: RunReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Stops the run between two steps; what was sent stays sent, and an unknown outcome is settled first. */
  async execute(ctx: RequestContext, id: string): Promise<Run> {
    const outcome = await this.host.runs.cancelRun(ctx.organizationId, id as RunId);
    if (outcome === 'not-found') throw runNotFound();
    if (outcome === 'not-possible') {
      throw new RunError('RUN_NOT_CANCELLABLE', 'This run is already settled. Nothing was changed: what it sent stays sent. Reload the run.');
    }
    return this.reads.one(ctx, id);
  }
}
