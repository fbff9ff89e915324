import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import * as dto from './flows.dto';
import { CreateFlow } from './use-cases/create-flow';
import { DiffVersions } from './use-cases/diff-versions';
import { ListFlows } from './use-cases/list-flows';
import { ReadFlow } from './use-cases/read-flow';

@Controller('api/v1/flows')
export class FlowsController {
  constructor(
    private readonly listFlows: ListFlows,
    private readonly createFlow: CreateFlow,
    private readonly readFlow: ReadFlow,
    private readonly diffVersions: DiffVersions,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FlowSummaryPageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.FlowPageQueryDto) {
    return this.listFlows.execute(ctx, query);
  }

  @Post()
  @Allow(designers)
  @ZodResponse({ status: 201, type: dto.FlowSummaryDto })
  create(@Context() ctx: RequestContext, @Body() body: dto.CreateFlowRequestDto) {
    return this.createFlow.execute(ctx, body);
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FlowSummaryDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.FlowParamsDto) {
    return this.readFlow.execute(ctx, id);
  }
  @Get(':id/diff')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FlowDiffDto })
  diff(@Context() ctx: RequestContext, @Param() { id }: dto.FlowParamsDto, @Query() query: dto.FlowDiffQueryDto) {
    return this.diffVersions.execute(ctx, { ...query, flowId: id });
  }
}
