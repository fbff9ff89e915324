import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { connectionKeepers, everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import * as dto from './connectors.dto';
import { previewOf, readDescription } from './described-connector';
import { ImportConnector } from './use-cases/import-connector';
import { ListImports } from './use-cases/list-imports';

@Controller('api/v1/connectors/imports')
export class ConnectorImportsController {
  constructor(
    private readonly importConnector: ImportConnector,
    private readonly listImports: ListImports,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.ImportPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.listImports.execute(ctx));
  }

  /** Reads and stores nothing; a post because a description is no part of an address. */
  @Post('preview')
  @Allow(connectionKeepers)
  @HttpCode(200)
  @ZodResponse({ status: 200, type: dto.ImportPreviewDto })
  preview(@Body() { text }: dto.PreviewImportDto) {
    return previewOf(readDescription(text));
  }

  @Post()
  @Allow(connectionKeepers)
  @ZodResponse({ status: 201, type: dto.ImportedVersionDto })
  create(@Context() ctx: RequestContext, @Body() body: dto.ImportConnectorDto) {
    return this.importConnector.execute(ctx, body);
  }
}
