import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../../../platform/auth/request-context';
import { StepReads } from '../step-reads';
import type { ViewedStep } from '../steps-of-run';

@Injectable()
export class ListRunSteps {
  constructor(private readonly reads: StepReads) {}

  execute(ctx: RequestContext, runId: string): Promise<ViewedStep[]> {
    return this.reads.ofRun(ctx, runId);
  }
}
