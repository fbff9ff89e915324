import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import * as dto from './flows.dto';
import { CreateVersion } from './use-cases/create-version';
import { ListVersions } from './use-cases/list-versions';
import { ReadVersion } from './use-cases/read-version';

@Controller('api/v1/flows/:id/versions')
export class FlowVersionsController {
  constructor(
    private readonly listVersions: ListVersions,
    private readonly createVersion: CreateVersion,
    private readonly readVersion: ReadVersion,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FlowVersionPageDto })
  list(@Context() ctx: RequestContext, @Param() { id }: dto.FlowParamsDto, @Query() query: dto.FlowPageQueryDto) {
    return this.listVersions.execute(ctx, { ...query, flowId: id });
  }

  @Post()
  @Allow(designers)
  @ZodResponse({ status: 201, type: dto.FlowVersionDto })
  create(@Context() ctx: RequestContext, @Param() { id }: dto.FlowParamsDto, @Body() body: dto.CreateVersionRequestDto) {
    return this.createVersion.execute(ctx, { ...body, flowId: id });
  }

  @Get(':number')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FlowVersionDetailDto })
  read(@Context() ctx: RequestContext, @Param() { id, number }: dto.FlowVersionParamsDto) {
    return this.readVersion.execute(ctx, { flowId: id, number });
  }
}
