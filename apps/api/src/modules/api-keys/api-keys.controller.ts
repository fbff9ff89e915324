import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { ApiKeyPageDto, ApiKeyParamsDto, CreateApiKeyDto, CreatedApiKeyDto } from './api-keys.dto';
import { CreateApiKey } from './use-cases/create-api-key';
import { ListApiKeys } from './use-cases/list-api-keys';
import { RevokeApiKey } from './use-cases/revoke-api-key';

@Controller('api/v1/api-keys')
export class ApiKeysController {
  constructor(
    private readonly listApiKeys: ListApiKeys,
    private readonly createApiKey: CreateApiKey,
    private readonly revokeApiKey: RevokeApiKey,
  ) {}

  @Get()
  @Allow(administrators)
  @ZodResponse({ status: 200, type: ApiKeyPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.listApiKeys.execute(ctx));
  }

  @Post()
  @Allow(administrators)
  @ZodResponse({ status: 201, type: CreatedApiKeyDto })
  create(@Context() ctx: RequestContext, @Body() body: CreateApiKeyDto) {
    return this.createApiKey.execute(ctx, body);
  }

  @Delete(':id')
  @Allow(administrators)
  @HttpCode(204)
  revoke(@Context() ctx: RequestContext, @Param() { id }: ApiKeyParamsDto): Promise<void> {
    return this.revokeApiKey.execute(ctx, id);
  }
}
