import { Body, Controller, Delete, Get, HttpCode, Post, Put } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators, auditReaders } from '../../platform/auth/roles';
import * as dto from './assist.dto';
import { KeepProvider } from './use-cases/keep-provider';

@Controller('api/v1/assist/provider')
export class AiProviderController {
  constructor(private readonly keep: KeepProvider) {}

  @Get()
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: dto.AiProviderDto })
  read(@Context() ctx: RequestContext) {
    return this.keep.read(ctx);
  }

  @Put()
  @Allow(administrators)
  @ZodResponse({ status: 200, type: dto.AiProviderDto })
  save(@Context() ctx: RequestContext, @Body() body: dto.SaveAiProviderDto) {
    return this.keep.save(ctx, body);
  }

  @Delete()
  @Allow(administrators)
  @HttpCode(204)
  remove(@Context() ctx: RequestContext): Promise<void> {
    return this.keep.remove(ctx);
  }

  @Post('test')
  @HttpCode(200)
  @Allow(administrators)
  @ZodResponse({ status: 200, type: dto.AiProviderTestDto })
  test(@Context() ctx: RequestContext) {
    return this.keep.test(ctx);
  }
}
