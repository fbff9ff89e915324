import { Inject, Injectable } from '@nestjs/common';
import type { Run } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import type { RunId } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { RunReads } from '../run-reads';
import { RunError, runNotFound } from '../runs.errors';

@Injectable()
export class RetryRun {
  constructor(
    private readonly reads: RunReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** Opens the run for another attempt; effects that are confirmed are kept, never repeated. */
  async execute(ctx: RequestContext, id: string): Promise<Run> {
    const outcome = await this.host.runs.retryRun(ctx.organizationId, id as RunId);
    if (outcome === 'not-found') throw runNotFound();
    if (outcome === 'not-possible') {
      throw new RunError('RUN_NOT_RETRYABLE', 'This run is not waiting for anybody: it is running, finished or was cancelled. Nothing was started and nothing is sent twice. Reload the run.');
    }
    return this.reads.one(ctx, id);
  }
}
