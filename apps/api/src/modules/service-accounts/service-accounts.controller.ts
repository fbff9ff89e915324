import { Body, Controller, Get, Param, Patch, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators, auditReaders } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { ServiceAccountReads } from './service-account-reads';
import * as dto from './service-accounts.dto';
import { KeepServiceAccounts } from './use-cases/keep-service-accounts';

@Controller('api/v1/service-accounts')
export class ServiceAccountsController {
  constructor(
    private readonly reads: ServiceAccountReads,
    private readonly keep: KeepServiceAccounts,
  ) {}

  @Get()
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: dto.ServiceAccountPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.reads.all(ctx));
  }

  @Post()
  @Allow(administrators)
  @ZodResponse({ status: 201, type: dto.ServiceAccountDto })
  create(@Context() ctx: RequestContext, @Body() body: dto.CreateServiceAccountDto) {
    return this.keep.create(ctx, body);
  }

  @Patch(':id')
  @Allow(administrators)
  @ZodResponse({ status: 200, type: dto.ServiceAccountDto })
  update(@Context() ctx: RequestContext, @Param() { id }: dto.ServiceAccountParamsDto, @Body() body: dto.UpdateServiceAccountDto) {
    return this.keep.update(ctx, id, body);
  }

  @Post(':id/keys')
  @Allow(administrators)
  @ZodResponse({ status: 201, type: dto.CreatedServiceAccountKeyDto })
  createKey(@Context() ctx: RequestContext, @Param() { id }: dto.ServiceAccountParamsDto, @Body() body: dto.CreateServiceAccountKeyDto) {
    return this.keep.createKey(ctx, id, body);
  }
}
