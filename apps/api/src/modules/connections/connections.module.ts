import { Module } from '@nestjs/common';
import { ConnectionReads } from './connection-reads';
import { ConnectionTools } from './connection-tools';
import { ConnectionsController } from './connections.controller';
import { CreateConnection } from './use-cases/create-connection';
import { TestConnection } from './use-cases/test-connection';
import { UpdateConnection } from './use-cases/update-connection';

@Module({
  controllers: [ConnectionsController],
  providers: [ConnectionReads, ConnectionTools, CreateConnection, UpdateConnection, TestConnection],
  exports: [CreateConnection],
})
export class ConnectionsModule {}
