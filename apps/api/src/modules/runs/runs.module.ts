import { Module } from '@nestjs/common';
import { EffectReads } from './effect-reads';
import { RunContextReads } from './run-context-reads';
import { RunDetailsController } from './run-details.controller';
import { RunReads } from './run-reads';
import { RunsController } from './runs.controller';
import { StepReads } from './step-reads';
import { CancelRun } from './use-cases/cancel-run';
import { ListRunEffects } from './use-cases/list-run-effects';
import { ListRunSteps } from './use-cases/list-run-steps';
import { ListRuns } from './use-cases/list-runs';
import { ReadRun } from './use-cases/read-run';
import { ReadRunContext } from './use-cases/read-run-context';
import { RetryRun } from './use-cases/retry-run';

@Module({
  controllers: [RunsController, RunDetailsController],
  providers: [ListRuns, ReadRun, RetryRun, CancelRun, ListRunSteps, ListRunEffects, ReadRunContext, RunReads, StepReads, EffectReads, RunContextReads],
  exports: [RunReads],
})
export class RunsModule {}
