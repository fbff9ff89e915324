import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone, operators } from '../../platform/auth/roles';
import * as dto from './rehearsals.dto';
import { CompareRuns } from './use-cases/compare-runs';
import { PreviewReplay } from './use-cases/preview-replay';

@Controller('api/v1/runs')
export class RunComparisonsController {
  constructor(
    private readonly compareRuns: CompareRuns,
    private readonly previewReplay: PreviewReplay,
  ) {}

  @Get(':id/compare/:otherId')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.RunComparisonDto })
  compare(@Context() ctx: RequestContext, @Param() params: dto.RunPairParamsDto) {
    return this.compareRuns.execute(ctx, params);
  }

  /** Writes nothing; whoever may replay may look first. */
  @Post('replay-preview')
  @HttpCode(200)
  @Allow(operators)
  @ZodResponse({ status: 200, type: dto.ReplayPreviewDto })
  preview(@Context() ctx: RequestContext, @Body() body: dto.ReplayPreviewRequestDto) {
    return this.previewReplay.execute(ctx, body);
  }
}
