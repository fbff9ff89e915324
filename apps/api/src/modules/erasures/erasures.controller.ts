import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators } from '../../platform/auth/roles';
import { EraseDto, ErasureDto, ErasurePageDto, ErasureQueryDto } from './erasures.dto';
import { EraseContent } from './use-cases/erase-content';
import { ListErasures } from './use-cases/list-erasures';

@Controller('api/v1/erasures')
export class ErasuresController {
  constructor(
    private readonly listErasures: ListErasures,
    private readonly eraseContent: EraseContent,
  ) {}

  @Get()
  @Allow(administrators)
  @ZodResponse({ status: 200, type: ErasurePageDto })
  list(@Context() ctx: RequestContext, @Query() query: ErasureQueryDto) {
    return this.listErasures.execute(ctx, query);
  }

  @Post()
  @Allow(administrators)
  @ZodResponse({ status: 201, type: ErasureDto })
  erase(@Context() ctx: RequestContext, @Body() body: EraseDto) {
    return this.eraseContent.execute(ctx, body);
  }
}
