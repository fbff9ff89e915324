import { Injectable } from '@nestjs/common';
import type { RunContext } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { RunContextReads } from '../run-context-reads';
import { RunReads } from '../run-reads';

@Injectable()
export class ReadRunContext {
  constructor(
    private readonly runs: RunReads,
    private readonly reads: RunContextReads,
  ) {}

  /** @throws RunError RUN_NOT_FOUND */
  async execute(ctx: RequestContext, runId: string): Promise<RunContext> {
    await this.runs.one(ctx, runId);
    return this.reads.of(ctx, runId);
  }
}
