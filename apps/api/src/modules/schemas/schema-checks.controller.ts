import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone, schemaKeepers } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { SchemaReads } from './schema-reads';
import * as dto from './schemas.dto';
import { RequestSchemaCheck } from './use-cases/request-schema-check';

/** The comparison of schemas with how they looked before, per environment. */
@Controller('api/v1/schema-checks')
export class SchemaChecksController {
  constructor(
    private readonly reads: SchemaReads,
    private readonly requestCheck: RequestSchemaCheck,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.SchemaCheckPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.reads.checks(ctx));
  }

  @Post()
  @HttpCode(202)
  @AllowThere(schemaKeepers)
  @ZodResponse({ status: 202, type: dto.SchemaCheckDto })
  request(@Context() ctx: RequestContext, @Body() { environment }: dto.RequestSchemaCheckDto) {
    return this.requestCheck.execute(ctx, environment);
  }
}
