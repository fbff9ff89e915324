import { Module } from '@nestjs/common';
import { HealthController } from './health.controller';
import { MetricsBoard } from './metrics-board';

@Module({ controllers: [HealthController], providers: [MetricsBoard], exports: [MetricsBoard] })
export class HealthModule {}
