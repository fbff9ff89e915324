import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone, operators } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { CaseReads } from './case-reads';
import * as dto from './cases.dto';
import { EvidenceReads } from './evidence-reads';
import { Rerun } from './use-cases/rerun';
import { SettleEffect } from './use-cases/settle-effect';
import { TakeDecision } from './use-cases/take-decision';

@Controller('api/v1')
export class CasesController {
  constructor(
    private readonly reads: CaseReads,
    private readonly evidenceReads: EvidenceReads,
    private readonly settleEffect: SettleEffect,
    private readonly takeDecision: TakeDecision,
    private readonly rerun: Rerun,
  ) {}

  @Get('cases')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.CasePageDto })
  async cases(@Context() ctx: RequestContext, @Query() query: dto.CaseQueryDto) {
    return wholePage(await this.reads.open(ctx, query));
  }

  @Get('effects/:id/evidence')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.EvidenceDto })
  evidence(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto) {
    return this.evidenceReads.of(ctx, id);
  }

  @Post('effects/:id/settlement')
  @HttpCode(200)
  @AllowThere(operators)
  @ZodResponse({ status: 200, type: dto.SettlementAnswerDto })
  settle(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto, @Body() body: dto.SettlementRequestDto) {
    return this.settleEffect.execute(ctx, id, body);
  }

  @Post('runs/:id/decisions/:key')
  @HttpCode(200)
  @AllowThere(operators)
  @ZodResponse({ status: 200, type: dto.DoneDto })
  decide(@Context() ctx: RequestContext, @Param() params: dto.DecisionParamsDto, @Body() body: dto.DecisionRequestDto) {
    return this.takeDecision.execute(ctx, params, body);
  }

  @Post('runs/:id/replay')
  @HttpCode(201)
  @AllowThere(operators)
  @ZodResponse({ status: 201, type: dto.StartedRunDto })
  replay(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto, @Body() body: dto.ReplayRequestDto) {
    return this.rerun.replay(ctx, id, body);
  }

  @Post('runs/:id/restart')
  @HttpCode(201)
  @AllowThere(operators)
  @ZodResponse({ status: 201, type: dto.StartedRunDto })
  restart(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto, @Body() body: dto.RestartRequestDto) {
    return this.rerun.restart(ctx, id, body);
  }
}
