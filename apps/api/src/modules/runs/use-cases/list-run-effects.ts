import { Injectable } from '@nestjs/common';
import type { Effect } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { EffectReads } from '../effect-reads';
import { RunReads } from '../run-reads';

@Injectable()
export class ListRunEffects {
  constructor(
    private readonly runs: RunReads,
    private readonly effects: EffectReads,
  ) {}

  async execute(ctx: RequestContext, runId: string): Promise<Effect[]> {
    await this.runs.one(ctx, runId);
    return this.effects.ofRun(ctx, runId);
  }
}
