import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import * as dto from './deployments.dto';
import { DeployFlow } from './use-cases/deploy-flow';
import { ListDeployments } from './use-cases/list-deployments';

@Controller('api/v1/deployments')
export class DeploymentsController {
  constructor(
    private readonly listDeployments: ListDeployments,
    private readonly deployFlow: DeployFlow,
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
}
