import { Module } from '@nestjs/common';
import { EnvironmentsController } from './environments.controller';
import { ListEnvironments } from './use-cases/list-environments';

@Module({ controllers: [EnvironmentsController], providers: [ListEnvironments] })
export class EnvironmentsModule {}
