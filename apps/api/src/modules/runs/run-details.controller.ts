import { Controller, Get, Param } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import * as dto from './runs.dto';
import { ListRunEffects } from './use-cases/list-run-effects';
import { ListRunSteps } from './use-cases/list-run-steps';
import { ReadRunContext } from './use-cases/read-run-context';

@Controller('api/v1/runs/:id')
export class RunDetailsController {
  constructor(
    private readonly listRunSteps: ListRunSteps,
    private readonly listRunEffects: ListRunEffects,
    private readonly readRunContext: ReadRunContext,
  ) {}

  @Get('steps')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.RunStepPageDto })
  async steps(@Context() ctx: RequestContext, @Param() { id }: dto.RunParamsDto) {
    return wholePage(await this.listRunSteps.execute(ctx, id));
  }

  @Get('effects')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.EffectPageDto })
  async effects(@Context() ctx: RequestContext, @Param() { id }: dto.RunParamsDto) {
    return wholePage(await this.listRunEffects.execute(ctx, id));
  }

  @Get('context')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.RunContextDto })
  context(@Context() ctx: RequestContext, @Param() { id }: dto.RunParamsDto) {
    return this.readRunContext.execute(ctx, id);
  }
}
