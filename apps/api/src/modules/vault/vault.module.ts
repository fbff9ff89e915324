import { Module } from '@nestjs/common';
import { RotationRunner } from './rotation-runner';
import { StartRotation } from './use-cases/start-rotation';
import { VaultReads } from './vault-reads';
import { VaultController } from './vault.controller';

@Module({ controllers: [VaultController], providers: [VaultReads, StartRotation, RotationRunner], exports: [RotationRunner] })
export class VaultModule {}
