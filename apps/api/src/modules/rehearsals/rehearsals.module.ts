import { Module } from '@nestjs/common';
import { RunsModule } from '../runs/runs.module';
import { BulkRehearsals } from './bulk-rehearsals';
import { Candidates } from './candidates';
import { FlowRehearsalsController } from './flow-rehearsals.controller';
import { Recordings } from './recordings';
import { RehearsalRoom } from './rehearsal-room';
import { RehearsedEvents } from './rehearsed-events';
import { RunComparisonsController } from './run-comparisons.controller';
import { RunShadows } from './run-shadows';
import { CompareRuns } from './use-cases/compare-runs';
import { PreviewReplay } from './use-cases/preview-replay';
import { ShadowRun } from './use-cases/shadow-run';
import { DryRun } from './use-cases/dry-run';

/** What flows would do: dry runs, shadow runs, comparisons, previews. Nothing in here sends or writes anything. */
@Module({
  imports: [RunsModule],
  controllers: [FlowRehearsalsController, RunComparisonsController],
  providers: [
    DryRun,
    ShadowRun,
    CompareRuns,
    PreviewReplay,
    Candidates,
    Recordings,
    RehearsalRoom,
    RehearsedEvents,
    RunShadows,
    BulkRehearsals,
  ],
  // Tests of flows are rehearsals too, and a promotion brings the result of its shadow run along.
  exports: [Candidates, Recordings, RehearsalRoom, RehearsedEvents, BulkRehearsals, ShadowRun],
})
export class RehearsalsModule {}
