import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import * as dto from './flows.dto';
import { AnnouncePresence } from './use-cases/announce-presence';

@Controller('api/v1/flows/:id/presence')
export class FlowPresenceController {
  constructor(private readonly announcePresence: AnnouncePresence) {}

  @Post()
  @HttpCode(200)
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FlowPresenceDto })
  announce(@Context() ctx: RequestContext, @Param() { id }: dto.FlowParamsDto, @Body() body: dto.FlowPresenceRequestDto) {
    return this.announcePresence.execute(ctx, { ...body, flowId: id });
  }
}
