import { Controller, Get } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { ConnectorPageDto } from './connectors.dto';
import { ListConnectors } from './use-cases/list-connectors';

@Controller('api/v1/connectors')
export class ConnectorsController {
  constructor(private readonly listConnectors: ListConnectors) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: ConnectorPageDto })
  list(@Context() ctx: RequestContext) {
    return wholePage(this.listConnectors.execute(ctx).map((descriptor) => ({ ...descriptor })));
  }
}
