import { Module } from '@nestjs/common';
import { ConnectorImportsController } from './connector-imports.controller';
import { ConnectorsController } from './connectors.controller';
import { ImportedShelf } from './imported-shelf';
import { ImportConnector } from './use-cases/import-connector';
import { ListConnectors } from './use-cases/list-connectors';
import { ListImports } from './use-cases/list-imports';

@Module({
  controllers: [ConnectorImportsController, ConnectorsController],
  providers: [ImportConnector, ImportedShelf, ListConnectors, ListImports],
})
export class ConnectorsModule {}
