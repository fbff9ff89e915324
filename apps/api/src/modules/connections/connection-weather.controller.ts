import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { connectionKeepers, everyone, weatherKeepers } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { ConnectionWeatherReads } from './connection-weather-reads';
import * as dto from './connections.dto';
import { HoldConnection } from './use-cases/hold-connection';
import { ResumeConnection } from './use-cases/resume-connection';
import { SetConnectionLimits } from './use-cases/set-connection-limits';

@Controller('api/v1/connections')
export class ConnectionWeatherController {
  constructor(
    private readonly reads: ConnectionWeatherReads,
    private readonly setLimits: SetConnectionLimits,
    private readonly holdConnection: HoldConnection,
    private readonly resumeConnection: ResumeConnection,
  ) {}

  @Get('weather')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.ConnectionWeatherPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.reads.all(ctx));
  }

  @Get(':id/weather')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.ConnectionWeatherDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto) {
    return this.reads.one(ctx, id);
  }

  @Put(':id/limits')
  @AllowThere(connectionKeepers)
  @ZodResponse({ status: 200, type: dto.ConnectionWeatherDto })
  limit(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto, @Body() limits: dto.ConnectionLimitsDto) {
    return this.setLimits.execute(ctx, { id, limits });
  }

  @Post(':id/hold')
  @AllowThere(weatherKeepers)
  @ZodResponse({ status: 200, type: dto.ConnectionWeatherDto })
  hold(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto, @Body() { reason }: dto.HoldConnectionDto) {
    return this.holdConnection.execute(ctx, { id, reason });
  }

  @Post(':id/resume')
  @AllowThere(weatherKeepers)
  @ZodResponse({ status: 200, type: dto.ConnectionWeatherDto })
  resume(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto) {
    return this.resumeConnection.execute(ctx, id);
  }
}
