import { Body, Controller, Get, Param, Patch, Post, Put } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators, everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import * as dto from './environments.dto';
import { ChangeEnvironments } from './use-cases/change-environments';
import { ListEnvironments } from './use-cases/list-environments';

@Controller('api/v1/environments')
export class EnvironmentsController {
  constructor(
    private readonly listEnvironments: ListEnvironments,
    private readonly changeEnvironments: ChangeEnvironments,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.EnvironmentPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.listEnvironments.execute(ctx));
  }

  @Post()
  @Allow(administrators)
  @ZodResponse({ status: 201, type: dto.EnvironmentDto })
  create(@Context() ctx: RequestContext, @Body() body: dto.CreateEnvironmentRequestDto) {
    return this.changeEnvironments.create(ctx, body);
  }

  @Put('order')
  @Allow(administrators)
  @ZodResponse({ status: 200, type: dto.EnvironmentPageDto })
  async order(@Context() ctx: RequestContext, @Body() body: dto.OrderEnvironmentsRequestDto) {
    return wholePage(await this.changeEnvironments.order(ctx, body));
  }

  @Patch(':id')
  @Allow(administrators)
  @ZodResponse({ status: 200, type: dto.EnvironmentDto })
  update(@Context() ctx: RequestContext, @Param() { id }: dto.EnvironmentParamsDto, @Body() body: dto.UpdateEnvironmentRequestDto) {
    return this.changeEnvironments.update(ctx, id, body);
  }
}
