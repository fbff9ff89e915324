import { Body, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import type { ReferenceTableKind } from '@penstock/database';
import type { FastifyReply } from 'fastify';
import { ZodResponse } from 'nestjs-zod';
import { Allow, AllowThere, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { designers, everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import * as dto from './reference-data.dto';
import { sendCsv } from './send-csv';
import { TableReads } from './table-reads';
import { SaveTable } from './use-cases/save-table';

/** Value tables and cross-references differ in what they hold, not in what is done with them. */
export abstract class ReferenceDataController {
  protected abstract readonly kind: ReferenceTableKind;

  constructor(
    private readonly reads: TableReads,
    private readonly saveTable: SaveTable,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.TablePageDto })
  list(@Context() ctx: RequestContext, @Query() query: dto.TableQueryDto) {
    return this.reads.page(ctx, this.kind, query);
  }

  @Post()
  @AllowThere(designers)
  @ZodResponse({ status: 201, type: dto.TableDto })
  create(@Context() ctx: RequestContext, @Body() body: dto.CreateTableRequestDto) {
    return this.saveTable.create(ctx, this.kind, body);
  }

  @Get(':id')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.TableDto })
  read(@Context() ctx: RequestContext, @Param() { id }: dto.TableParamsDto) {
    return this.reads.one(ctx, { kind: this.kind, id });
  }

  @Put(':id')
  @AllowThere(designers)
  @ZodResponse({ status: 200, type: dto.TableDto })
  save(@Context() ctx: RequestContext, @Param() { id }: dto.TableParamsDto, @Body() body: dto.SaveTableRequestDto) {
    return this.saveTable.save(ctx, { kind: this.kind, id }, body);
  }

  @Get(':id/versions')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.TableVersionPageDto })
  async versions(@Context() ctx: RequestContext, @Param() { id }: dto.TableParamsDto) {
    return wholePage(await this.reads.versions(ctx, { kind: this.kind, id }));
  }

  @Get(':id/versions/:number')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.TableVersionDto })
  version(@Context() ctx: RequestContext, @Param() { id, number }: dto.TableVersionParamsDto) {
    return this.reads.version(ctx, { kind: this.kind, id }, number);
  }

  @Get(':id/csv')
  @Allow(everyone)
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The rows with a heading line; the same text can be sent back as `csv`.' })
  async csv(@Context() ctx: RequestContext, @Param() { id }: dto.TableParamsDto, @Res() reply: FastifyReply): Promise<void> {
    await sendCsv(reply, this.kind, await this.reads.one(ctx, { kind: this.kind, id }));
  }
}
