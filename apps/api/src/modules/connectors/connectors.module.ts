import { Module } from '@nestjs/common';
import { ConnectorsController } from './connectors.controller';
import { ListConnectors } from './use-cases/list-connectors';

@Module({ controllers: [ConnectorsController], providers: [ListConnectors] })
export class ConnectorsModule {}
