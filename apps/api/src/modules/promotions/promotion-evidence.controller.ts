import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { evidenceReaders, everyone } from '../../platform/auth/roles';
import { evidencePdf } from './evidence-pdf';
import { PromotionReads } from './promotion-reads';
import * as dto from './promotions.dto';
import { ExportEvidence } from './use-cases/export-evidence';

/** What proves a promotion. */
@Controller('api/v1/promotions/:id')
export class PromotionEvidenceController {
  constructor(
    private readonly reads: PromotionReads,
    private readonly exportEvidence: ExportEvidence,
  ) {}

  @Get('verification')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.PromotionVerificationDto })
  verify(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto) {
    return this.reads.verify(ctx, id);
  }

  @Get('evidence')
  @Allow(evidenceReaders)
  @ZodResponse({ status: 200, type: dto.PromotionEvidenceDto })
  json(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto) {
    return this.exportEvidence.execute(ctx, id);
  }

  @Get('evidence/pdf')
  @Allow(evidenceReaders)
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'The same facts as `evidence`, to be read and filed.' })
  async pdf(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto, @Res() reply: FastifyReply): Promise<void> {
    const file = await evidencePdf(await this.exportEvidence.execute(ctx, id));
    await reply
      .header('content-type', 'application/pdf')
      .header('content-disposition', `attachment; filename="promotion-${id}.pdf"`)
      .header('cache-control', 'no-store')
      .send(file);
  }
}
