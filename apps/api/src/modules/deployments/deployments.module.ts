import { Module } from '@nestjs/common';
import { DeploymentChecks } from './deployment-checks';
import { DeploymentReads } from './deployment-reads';
import { DeploymentTools } from './deployment-tools';
import { DeploymentsController } from './deployments.controller';
import { IntakeDoors } from './intake-doors';
import { ChangeDeployment } from './use-cases/change-deployment';
import { DeployFlow } from './use-cases/deploy-flow';
import { ListDeployments } from './use-cases/list-deployments';

@Module({
  controllers: [DeploymentsController],
  providers: [ListDeployments, DeployFlow, ChangeDeployment, DeploymentChecks, DeploymentReads, DeploymentTools, IntakeDoors],
  exports: [DeployFlow, DeploymentChecks, DeploymentReads],
})
export class DeploymentsModule {}
