import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { starters } from '../../platform/auth/roles';
import * as dto from './rehearsals.dto';
import { ShadowRun } from './use-cases/shadow-run';
import { DryRun } from './use-cases/dry-run';

/** Posts that write nothing: they are posts only because a payload is no part of an address. */
@Controller('api/v1/flows/:id')
export class FlowRehearsalsController {
  constructor(
    private readonly dryRun: DryRun,
    private readonly shadowRun: ShadowRun,
  ) {}

  @Post('dry-run')
  @HttpCode(200)
  @AllowThere(starters)
  @ZodResponse({ status: 200, type: dto.DryRunResultDto })
  dry(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto, @Body() body: dto.DryRunRequestDto) {
    return this.dryRun.execute(ctx, id, body);
  }

  @Post('shadow-run')
  @HttpCode(200)
  @AllowThere(starters)
  @ZodResponse({ status: 200, type: dto.ShadowRunResultDto })
  shadow(@Context() ctx: RequestContext, @Param() { id }: dto.IdParamsDto, @Body() body: dto.ShadowRunRequestDto) {
    return this.shadowRun.execute(ctx, id, body);
  }
}
