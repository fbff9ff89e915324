import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone, operators } from '../../platform/auth/roles';
import { EventReads } from './event-reads';
import { EventDto, EventPageDto, EventParamsDto, EventQueryDto } from './events.dto';
import { ReplayEvent } from './use-cases/replay-event';

@Controller('api/v1/events')
export class EventsController {
  constructor(
    private readonly reads: EventReads,
    private readonly replayEvent: ReplayEvent,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: EventPageDto })
  list(@Context() ctx: RequestContext, @Query() query: EventQueryDto) {
    return this.reads.page(ctx, query);
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: EventDto })
  read(@Context() ctx: RequestContext, @Param() { id }: EventParamsDto) {
    return this.reads.one(ctx, id);
  }

  @Post(':id/replay')
  @AllowThere(operators)
  @HttpCode(200)
  @ZodResponse({ status: 200, type: EventDto })
  replay(@Context() ctx: RequestContext, @Param() { id }: EventParamsDto) {
    return this.replayEvent.execute(ctx, id);
  }
}
