import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { deploymentKeepers, designers, everyone } from '../../platform/auth/roles';
import * as dto from './deployments.dto';
import { ChangeDeployment } from './use-cases/change-deployment';
import { DeployFlow } from './use-cases/deploy-flow';
import { ListDeployments } from './use-cases/list-deployments';

@Controller('api/v1/deployments')
export class DeploymentsController {
  constructor(
    private readonly listDeployments: ListDeployments,
    private readonly deployFlow: DeployFlow,
    private readonly changeDeployment: ChangeDeployment,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.DeploymentPageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.DeploymentQueryDto) {
    return this.listDeployments.execute(ctx, query);
  }

  @Post()
  @AllowThere(designers)
  @ZodResponse({ status: 201, type: dto.DeployResultDto })
  deploy(@Context() ctx: RequestContext, @Body() body: dto.DeployRequestDto) {
    return this.deployFlow.execute(ctx, body);
  }
  @Put(':id/status')
  @AllowThere(deploymentKeepers)
  @ZodResponse({ status: 200, type: dto.DeploymentChangeDto })
  change(@Context() ctx: RequestContext, @Param() { id }: dto.DeploymentParamsDto, @Body() body: dto.ChangeDeploymentRequestDto) {
    return this.changeDeployment.execute(ctx, id, body);
  }
}
