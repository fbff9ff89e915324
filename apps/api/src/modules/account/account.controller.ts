import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { AuthenticatedRequest } from '../../platform/auth/authenticated-request';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import * as dto from './account.dto';
import { personOf } from './person';
import { OwnPassword } from './use-cases/own-password';
import { OwnSecondFactor } from './use-cases/own-second-factor';
import { OwnSessions } from './use-cases/own-sessions';

@Controller('api/v1/account')
export class AccountController {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly password: OwnPassword,
    private readonly secondFactor: OwnSecondFactor,
  ) {}

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.AccountDto })
  read(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest) {
    return this.secondFactor.account(personOf(ctx, request).ctx);
  }

  @Get('sessions')
  @Allow(everyone)
  @ZodResponse({ status: 200, type: dto.AccountSessionPageDto })
  async listSessions(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest) {
    return wholePage(await this.sessions.list(personOf(ctx, request)));
  }

  @Delete('sessions/:id')
  @Allow(everyone)
  @HttpCode(204)
  endSession(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest, @Param() { id }: dto.AccountSessionParamsDto): Promise<void> {
    return this.sessions.end(personOf(ctx, request), id);
  }

  @Post('password')
  @Allow(everyone)
  @HttpCode(204)
  changePassword(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest, @Body() body: dto.ChangePasswordDto): Promise<void> {
    return this.password.change(personOf(ctx, request), body);
  }

  @Post('second-factor')
  @Allow(everyone)
  @ZodResponse({ status: 201, type: dto.SecondFactorStartDto })
  async startSecondFactor(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest, @Body() { password }: dto.PasswordProofDto) {
    const person = personOf(ctx, request);
    await this.password.prove(person, password);
    return this.secondFactor.start(person);
  }

  @Post('second-factor/confirmation')
  @Allow(everyone)
  @ZodResponse({ status: 201, type: dto.RecoveryCodesDto })
  confirmSecondFactor(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest, @Body() { code }: dto.ConfirmSecondFactorDto) {
    return this.secondFactor.confirm(personOf(ctx, request), code);
  }

  @Post('second-factor/removal')
  @Allow(everyone)
  @HttpCode(204)
  async removeSecondFactor(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest, @Body() { password }: dto.PasswordProofDto): Promise<void> {
    const person = personOf(ctx, request);
    await this.password.prove(person, password);
    await this.secondFactor.remove(person);
  }
}
