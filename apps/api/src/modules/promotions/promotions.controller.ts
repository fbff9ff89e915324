import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { approvers, designers, everyone } from '../../platform/auth/roles';
import { PromotionReads } from './promotion-reads';
import * as dto from './promotions.dto';
import { DecidePromotion } from './use-cases/decide-promotion';
import { RequestPromotion } from './use-cases/request-promotion';
import { RollBack } from './use-cases/roll-back';

@Controller('api/v1/promotions')
export class PromotionsController {
  constructor(
    private readonly reads: PromotionReads,
    private readonly requestPromotion: RequestPromotion,
    private readonly decidePromotion: DecidePromotion,
    private readonly rollBack: RollBack,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.PromotionPageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.PromotionQueryDto) {
    return this.reads.page(ctx, query);
  }

  @Post()
  @Allow(designers)
  @ZodResponse({ status: 201, type: dto.PromotionDto })
  request(@Context() ctx: RequestContext, @Body() body: dto.RequestPromotionRequestDto) {
    return this.requestPromotion.execute(ctx, body);
  }

  @Post('preview')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.PromotionPreviewDto })
  preview(@Context() ctx: RequestContext, @Body() body: dto.PreviewPromotionRequestDto) {
    return this.requestPromotion.preview(ctx, body);
  }

  @Post('roll-back')
  @HttpCode(201)
  @Allow(approvers)
  @ZodResponse({ status: 201, type: dto.PromotionDto })
  back(@Context() ctx: RequestContext, @Body() body: dto.RollBackRequestDto) {
    return this.rollBack.execute(ctx, body);
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.PromotionDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto) {
    return this.reads.one(ctx, id);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Allow(approvers)
  @ZodResponse({ status: 200, type: dto.DecidedPromotionDto })
  approve(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto, @Body() body: dto.ApprovePromotionRequestDto) {
    return this.decidePromotion.approve(ctx, id, body);
  }

  @Post(':id/reject')
  @HttpCode(200)
  @Allow(approvers)
  @ZodResponse({ status: 200, type: dto.PromotionDto })
  reject(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto, @Body() { reason }: dto.ClosePromotionRequestDto) {
    return this.decidePromotion.reject(ctx, id, reason);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Allow(designers)
  @ZodResponse({ status: 200, type: dto.PromotionDto })
  withdraw(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto, @Body() { reason }: dto.ClosePromotionRequestDto) {
    return this.decidePromotion.withdraw(ctx, id, reason);
  }

  @Post(':id/deploy')
  @HttpCode(200)
  @Allow(approvers)
  @ZodResponse({ status: 200, type: dto.DecidedPromotionDto })
  deploy(@Context() ctx: RequestContext, @Param() { id }: dto.PromotionParamsDto) {
    return this.decidePromotion.deploy(ctx, id);
  }
}
