import { Controller, Get, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import { OverviewDto, OverviewQueryDto } from './overview.dto';
import { ReadOverview } from './use-cases/read-overview';

@Controller('api/v1/overview')
export class OverviewController {
  constructor(private readonly readOverview: ReadOverview) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: OverviewDto })
  read(@Context() ctx: RequestContext, @Query() { environment }: OverviewQueryDto) {
    return this.readOverview.execute(ctx, environment);
  }
}
