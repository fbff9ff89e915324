import { Module } from '@nestjs/common';
import { RehearsalsModule } from '../rehearsals/rehearsals.module';
import { FlowTestRuns } from './flow-test-runs';
import { FlowTestsController } from './flow-tests.controller';
import { RunFlowTests } from './use-cases/run-flow-tests';
import { SaveRunAsTest } from './use-cases/save-run-as-test';

/** Tests that flows carry: run here, in the designer, by the command line and before a promotion. */
@Module({
  imports: [RehearsalsModule],
  controllers: [FlowTestsController],
  providers: [RunFlowTests, SaveRunAsTest, FlowTestRuns],
  exports: [FlowTestRuns],
})
export class FlowTestsModule {}
