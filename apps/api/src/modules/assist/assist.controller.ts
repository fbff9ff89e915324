import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import { AssistModel } from './assist-model';
import * as dto from './assist.dto';
import { hostOf } from './provider-rows';
import { DraftFlow } from './use-cases/draft-flow';
import { DraftFormula } from './use-cases/draft-formula';
import { explainFailure } from './use-cases/explain-failure';

/** A model proposes; every answer is a draft that a person looks at. */
@Controller('api/v1/assist')
export class AssistController {
  constructor(
    private readonly model: AssistModel,
    private readonly formulas: DraftFormula,
    private readonly flows: DraftFlow,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.AssistOfferDto })
  async offer(@Context() ctx: RequestContext) {
    const provider = await this.model.provider(ctx);
    return { provider: provider ? hostOf(provider) : null };
  }
  @Get('failures')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.FailureExplanationDto })
  explain(@Query() query: dto.ExplainFailureQueryDto) {
    return explainFailure(query);
  }
  @Post('formulas')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.DraftedFormulaDto })
  draftFormula(@Context() ctx: RequestContext, @Body() body: dto.DraftFormulaRequestDto) {
    return this.formulas.execute(ctx, body);
  }
  @Post('flows')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.DraftedFlowDto })
  draftFlow(@Context() ctx: RequestContext, @Body() body: dto.DraftFlowRequestDto) {
    return this.flows.execute(ctx, body);
  }
}
