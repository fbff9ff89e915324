import { Readable } from 'node:stream';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { auditReaders } from '../../platform/auth/roles';
import { AuditReads } from './audit-reads';
import * as dto from './audit-log.dto';
import { ExportAuditLog } from './use-cases/export-audit-log';
import { VerifyAuditLog } from './use-cases/verify-audit-log';

@Controller('api/v1/audit-log')
export class AuditLogController {
  constructor(
    private readonly reads: AuditReads,
    private readonly exportAuditLog: ExportAuditLog,
    private readonly verifyAuditLog: VerifyAuditLog,
  ) {}

  @Get()
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: dto.AuditLogPageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.AuditQueryDto) {
    return this.reads.page(ctx, query);
  }

  @Get('verification')
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: dto.AuditVerificationDto })
  verify(@Context() ctx: RequestContext, @Query() query: dto.AuditVerificationQueryDto) {
    return this.verifyAuditLog.execute(ctx, query);
  }

  @Get('export')
  @Allow(auditReaders)
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse({ description: 'One entry a line, oldest first, with the texts that the hashes are computed from.' })
  async export(@Context() ctx: RequestContext, @Query() filter: dto.AuditFilterDto, @Res() reply: FastifyReply): Promise<void> {
    const lines = await this.exportAuditLog.execute(ctx, filter);
    await reply
      .header('content-type', 'application/x-ndjson; charset=utf-8')
      .header('content-disposition', 'attachment; filename="audit-log.jsonl"')
      .header('cache-control', 'no-store')
      .send(Readable.from(lines));
  }
}
