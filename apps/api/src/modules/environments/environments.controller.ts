import { Controller, Get } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { EnvironmentPageDto } from './environments.dto';
import { ListEnvironments } from './use-cases/list-environments';

@Controller('api/v1/environments')
export class EnvironmentsController {
  constructor(private readonly listEnvironments: ListEnvironments) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: EnvironmentPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.listEnvironments.execute(ctx));
  }
}
