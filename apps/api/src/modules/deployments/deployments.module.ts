import { Module } from '@nestjs/common';
import { DeploymentReads } from './deployment-reads';
import { DeploymentTools } from './deployment-tools';
import { DeploymentsController } from './deployments.controller';
import { IntakeDoors } from './intake-doors';
import { DeployFlow } from './use-cases/deploy-flow';
import { ListDeployments } from './use-cases/list-deployments';

@Module({
  controllers: [DeploymentsController],
  providers: [ListDeployments, DeployFlow, DeploymentReads, DeploymentTools, IntakeDoors],
  exports: [DeployFlow],
})
export class DeploymentsModule {}
