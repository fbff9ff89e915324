import { Controller, Get, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import { LiveStream } from './live-stream';

@Controller('api/v1/stream')
export class StreamController {
  constructor(private readonly liveStream: LiveStream) {}

  @Get()
  @Allow(everyone)
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Server-sent events; every message is a JSON object with a `type`.' })
  follow(@Context() ctx: RequestContext, @Res() reply: FastifyReply): FastifyReply {
    return reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      .send(this.liveStream.openFor(ctx));
  }
}
