import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { EngineHost } from '@penstock/engine-host';
import type { FastifyReply } from 'fastify';
import { Public } from '../../platform/auth/access.decorators';
import { RequestError } from '../../platform/problem/request.errors';
import { ENGINE_HOST } from '../../platform/tokens';
import { MetricsBoard } from './metrics-board';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    private readonly metricsBoard: MetricsBoard,
  ) {}

  /** The process runs; says nothing about the database. */
  @Get('health/live')
  @Public()
  live() {
    return { status: 'live' };
  }

  /** Intake acknowledges. */
  @Get('health/ready')
  @Public()
  ready() {
    if (this.host.isReady()) return { status: 'ready' };
    throw new RequestError('SERVICE_UNAVAILABLE', 'The platform is starting or its database is away. Senders must repeat what they send; nothing is lost.');
  }

  @Get('metrics')
  @Public()
  async metrics(@Res() reply: FastifyReply): Promise<void> {
    await reply.header('content-type', this.metricsBoard.contentType).send(await this.metricsBoard.text());
  }
}
