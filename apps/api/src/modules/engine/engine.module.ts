import { Module } from '@nestjs/common';
import { EngineController } from './engine.controller';
import { ReadRestoreGuard } from './use-cases/read-restore-guard';
import { ResumeSending } from './use-cases/resume-sending';

@Module({ controllers: [EngineController], providers: [ReadRestoreGuard, ResumeSending], exports: [ReadRestoreGuard] })
export class EngineModule {}
