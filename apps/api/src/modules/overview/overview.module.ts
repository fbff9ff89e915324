import { Module } from '@nestjs/common';
import { EngineModule } from '../engine/engine.module';
import { OverviewController } from './overview.controller';
import { ReadOverview } from './use-cases/read-overview';

@Module({ imports: [EngineModule], controllers: [OverviewController], providers: [ReadOverview] })
export class OverviewModule {}
