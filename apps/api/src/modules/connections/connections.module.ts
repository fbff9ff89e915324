import { Module } from '@nestjs/common';
import { ConnectionOptionsController } from './connection-options.controller';
import { ConnectionReads } from './connection-reads';
import { ConnectionTools } from './connection-tools';
import { ConnectionWeatherController } from './connection-weather.controller';
import { ConnectionWeatherReads } from './connection-weather-reads';
import { ConnectionsController } from './connections.controller';
import { CreateConnection } from './use-cases/create-connection';
import { HoldConnection } from './use-cases/hold-connection';
import { ListOptions } from './use-cases/list-options';
import { ResumeConnection } from './use-cases/resume-connection';
import { SetConnectionLimits } from './use-cases/set-connection-limits';
import { TestConnection } from './use-cases/test-connection';
import { UpdateConnection } from './use-cases/update-connection';

@Module({
  controllers: [ConnectionsController, ConnectionWeatherController, ConnectionOptionsController],
  providers: [
    ConnectionReads,
    ConnectionTools,
    ConnectionWeatherReads,
    CreateConnection,
    HoldConnection,
    ListOptions,
    ResumeConnection,
    SetConnectionLimits,
    TestConnection,
    UpdateConnection,
  ],
  exports: [CreateConnection],
})
export class ConnectionsModule {}
