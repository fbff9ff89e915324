import { Module } from '@nestjs/common';
import { BackfillReads } from './backfill-reads';
import { DeploymentAtHand } from './deployment-at-hand';
import { SchedulesController } from './schedules.controller';
import { TriggerStateReads } from './trigger-state-reads';
import { TriggersController } from './triggers.controller';
import { AbortBackfill } from './use-cases/abort-backfill';
import { ListBackfills } from './use-cases/list-backfills';
import { OpenBackfill } from './use-cases/open-backfill';
import { PreviewSchedule } from './use-cases/preview-schedule';
import { ReadTriggerState } from './use-cases/read-trigger-state';
import { StartFlow } from './use-cases/start-flow';
import { SyncRecord } from './use-cases/sync-record';

@Module({
  controllers: [TriggersController, SchedulesController],
  providers: [StartFlow, OpenBackfill, ListBackfills, AbortBackfill, SyncRecord, ReadTriggerState, PreviewSchedule, BackfillReads, TriggerStateReads, DeploymentAtHand],
  exports: [DeploymentAtHand],
})
export class TriggersModule {}
