import { Module } from '@nestjs/common';
import { Candidates } from './candidates';
import { FlowRehearsalsController } from './flow-rehearsals.controller';
import { Recordings } from './recordings';
import { RehearsalRoom } from './rehearsal-room';
import { RehearsedEvents } from './rehearsed-events';
import { DryRun } from './use-cases/dry-run';

/** What flows would do: dry runs, shadow runs, comparisons, previews. Nothing in here sends or writes anything. */
@Module({
  controllers: [FlowRehearsalsController],
  providers: [DryRun, Candidates, Recordings, RehearsalRoom, RehearsedEvents],
})
export class RehearsalsModule {}
