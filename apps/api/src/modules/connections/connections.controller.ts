import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { connectionKeepers, everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { ConnectionReads } from './connection-reads';
import * as dto from './connections.dto';
import { CreateConnection } from './use-cases/create-connection';
import { TestConnection } from './use-cases/test-connection';
import { UpdateConnection } from './use-cases/update-connection';

@Controller('api/v1/connections')
export class ConnectionsController {
  constructor(
    private readonly reads: ConnectionReads,
    private readonly createConnection: CreateConnection,
    private readonly updateConnection: UpdateConnection,
    private readonly testConnection: TestConnection,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.ConnectionPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.reads.all(ctx));
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.ConnectionDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto) {
    return this.reads.one(ctx, id);
  }

  @Post()
  @AllowThere(connectionKeepers)
  @ZodResponse({ status: 201, type: dto.ConnectionDto })
  create(@Context() ctx: RequestContext, @Body() body: dto.CreateConnectionDto) {
    return this.createConnection.execute(ctx, body);
  }

  @Patch(':id')
  @AllowThere(connectionKeepers)
  @ZodResponse({ status: 200, type: dto.ConnectionDto })
  update(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto, @Body() body: dto.UpdateConnectionDto) {
    return this.updateConnection.execute(ctx, { id, ...body });
  }

  @Post(':id/test')
  @AllowThere(connectionKeepers)
  @ZodResponse({ status: 200, type: dto.ConnectionTestDto })
  test(@Context() ctx: RequestContext, @Param() { id }: dto.ConnectionParamsDto) {
    return this.testConnection.execute(ctx, id);
  }
}
