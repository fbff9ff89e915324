import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone, schemaKeepers } from '../../platform/auth/roles';
import { SchemaReads } from './schema-reads';
import * as dto from './schemas.dto';
import { DecideFinding } from './use-cases/decide-finding';

/** Changes of schemas that flows in use feel. */
@Controller('api/v1/schema-findings')
export class SchemaFindingsController {
  constructor(
    private readonly reads: SchemaReads,
    private readonly decide: DecideFinding,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.SchemaFindingPageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.SchemaFindingQueryDto) {
    return this.reads.findings(ctx, query);
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.SchemaFindingDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.SchemaFindingParamsDto) {
    return this.reads.finding(ctx, id);
  }

  @Post(':id/acknowledge')
  @HttpCode(200)
  @AllowThere(schemaKeepers)
  @ZodResponse({ status: 200, type: dto.SchemaFindingDto })
  acknowledge(@Context() ctx: RequestContext, @Param() { id }: dto.SchemaFindingParamsDto, @Body() { note }: dto.AcknowledgeFindingDto) {
    return this.decide.execute(ctx, id, { status: 'acknowledged', note });
  }

  @Post(':id/snooze')
  @HttpCode(200)
  @AllowThere(schemaKeepers)
  @ZodResponse({ status: 200, type: dto.SchemaFindingDto })
  snooze(@Context() ctx: RequestContext, @Param() { id }: dto.SchemaFindingParamsDto, @Body() { until, note }: dto.SnoozeFindingDto) {
    return this.decide.execute(ctx, id, { status: 'snoozed', note, until });
  }

  @Post(':id/reopen')
  @HttpCode(200)
  @AllowThere(schemaKeepers)
  @ZodResponse({ status: 200, type: dto.SchemaFindingDto })
  reopen(@Context() ctx: RequestContext, @Param() { id }: dto.SchemaFindingParamsDto) {
    return this.decide.execute(ctx, id, { status: 'open', note: '' });
  }
}
