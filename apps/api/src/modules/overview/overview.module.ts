import { Module } from '@nestjs/common';
import { OverviewController } from './overview.controller';
import { ReadOverview } from './use-cases/read-overview';

@Module({ controllers: [OverviewController], providers: [ReadOverview] })
export class OverviewModule {}
