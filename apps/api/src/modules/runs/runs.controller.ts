import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone, operators } from '../../platform/auth/roles';
import { CancelRun } from './use-cases/cancel-run';
import { ListRuns } from './use-cases/list-runs';
import { ReadRun } from './use-cases/read-run';
import { RetryRun } from './use-cases/retry-run';
import * as dto from './runs.dto';

@Controller('api/v1/runs')
export class RunsController {
  constructor(
    private readonly listRuns: ListRuns,
    private readonly readRun: ReadRun,
    private readonly retryRun: RetryRun,
    private readonly cancelRun: CancelRun,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.RunPageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.RunQueryDto) {
    return this.listRuns.execute(ctx, query);
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.RunDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.RunParamsDto) {
    return this.readRun.execute(ctx, id);
  }

  @Post(':id/retry')
  @AllowThere(operators)
  @ZodResponse({ status: 200, type: dto.RunDto })
  retry(@Context() ctx: RequestContext, @Param() { id }: dto.RunParamsDto) {
    return this.retryRun.execute(ctx, id);
  }

  @Post(':id/cancel')
  @AllowThere(operators)
  @ZodResponse({ status: 200, type: dto.RunDto })
  cancel(@Context() ctx: RequestContext, @Param() { id }: dto.RunParamsDto) {
    return this.cancelRun.execute(ctx, id);
  }
}
