import { Module } from '@nestjs/common';
import { EnvironmentValuesController } from './environment-values.controller';
import { EnvironmentsController } from './environments.controller';
import { ChangeEnvironments } from './use-cases/change-environments';
import { EnvironmentBindings } from './use-cases/environment-bindings';
import { EnvironmentVariables } from './use-cases/environment-variables';
import { ListEnvironments } from './use-cases/list-environments';

@Module({
  controllers: [EnvironmentsController, EnvironmentValuesController],
  providers: [ListEnvironments, ChangeEnvironments, EnvironmentVariables, EnvironmentBindings],
  exports: [ChangeEnvironments],
})
export class EnvironmentsModule {}
