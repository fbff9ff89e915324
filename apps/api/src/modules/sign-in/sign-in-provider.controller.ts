import { Body, Controller, Delete, Get, HttpCode, Put } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { auditReaders, owners } from '../../platform/auth/roles';
import { SaveSignInProviderDto, SignInProviderDto } from './sign-in.dto';
import { KeepProvider } from './use-cases/keep-provider';

@Controller('api/v1/sign-in/provider')
export class SignInProviderController {
  constructor(private readonly keep: KeepProvider) {}

  @Get()
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: SignInProviderDto })
  read(@Context() ctx: RequestContext) {
    return this.keep.read(ctx);
  }

  @Put()
  @Allow(owners)
  @ZodResponse({ status: 200, type: SignInProviderDto })
  save(@Context() ctx: RequestContext, @Body() body: SaveSignInProviderDto) {
    return this.keep.save(ctx, body);
  }

  @Delete()
  @Allow(owners)
  @HttpCode(204)
  remove(@Context() ctx: RequestContext): Promise<void> {
    return this.keep.remove(ctx);
  }
}
