import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { auditReaders, owners } from '../../platform/auth/roles';
import { StartRotation } from './use-cases/start-rotation';
import { VaultReads } from './vault-reads';
import { VaultRotationDto, VaultStatusDto } from './vault.dto';

@Controller('api/v1/vault')
export class VaultController {
  constructor(
    private readonly reads: VaultReads,
    private readonly startRotation: StartRotation,
  ) {}

  @Get()
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: VaultStatusDto })
  status(@Context() ctx: RequestContext) {
    return this.reads.status(ctx);
  }

  @Get('rotation')
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: VaultRotationDto })
  rotation(@Context() ctx: RequestContext) {
    return this.reads.rotation(ctx);
  }

  @Post('rotation')
  @HttpCode(202)
  @Allow(owners)
  @ZodResponse({ status: 202, type: VaultRotationDto })
  rotate(@Context() ctx: RequestContext) {
    return this.startRotation.execute(ctx);
  }
}
