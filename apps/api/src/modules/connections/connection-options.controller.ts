import { Controller, Get, Param, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { starters } from '../../platform/auth/roles';
import * as dto from './connections.dto';
import { ListOptions } from './use-cases/list-options';

@Controller('api/v1/connections')
export class ConnectionOptionsController {
  constructor(private readonly listOptions: ListOptions) {}

  @Get(':id/options')
  @AllowThere(starters)
  @ZodResponse({ status: 200, type: dto.OptionsPageDto })
  list(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto, @Query() query: dto.OptionsQueryDto) {
    return this.listOptions.execute(ctx, id, query);
  }
}
