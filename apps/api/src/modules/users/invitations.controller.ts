import { Body, Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context, Public } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { Invitations } from './use-cases/invitations';
import * as dto from './users.dto';

@Controller('api/v1/invitations')
export class InvitationsController {
  constructor(private readonly invitations: Invitations) {}

  @Get()
  @Allow(administrators)
  @ZodResponse({ status: 200, type: dto.InvitationPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.invitations.list(ctx));
  }

  @Post()
  @Allow(administrators)
  @ZodResponse({ status: 201, type: dto.CreatedInvitationDto })
  create(@Context() ctx: RequestContext, @Body() body: dto.InviteDto) {
    return this.invitations.invite(ctx, body);
  }

  @Delete(':id')
  @Allow(administrators)
  @HttpCode(204)
  withdraw(@Context() ctx: RequestContext, @Param() { id }: dto.UserParamsDto): Promise<void> {
    return this.invitations.withdraw(ctx, id);
  }

  /** The token in the body is the credential. */
  @Post('acceptance')
  @Public()
  @HttpCode(204)
  accept(@Body() body: dto.AcceptInvitationDto): Promise<void> {
    return this.invitations.accept(body);
  }
}
