import { Body, Controller, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context } from '../../platform/auth/access.decorators';
import type { RequestContext } from '../../platform/auth/request-context';
import { administrators, auditReaders } from '../../platform/auth/roles';
import { wholePage } from '../../platform/paging';
import { PasswordResets } from './use-cases/password-resets';
import { UpdateUser } from './use-cases/update-user';
import { UserReads } from './user-reads';
import * as dto from './users.dto';

@Controller('api/v1/users')
export class UsersController {
  constructor(
    private readonly reads: UserReads,
    private readonly updateUser: UpdateUser,
    private readonly passwordResets: PasswordResets,
  ) {}

  @Get()
  @Allow(auditReaders)
  @ZodResponse({ status: 200, type: dto.UserPageDto })
  async list(@Context() ctx: RequestContext) {
    return wholePage(await this.reads.all(ctx));
  }

  @Patch(':id')
  @Allow(administrators)
  @ZodResponse({ status: 200, type: dto.UserDto })
  update(@Context() ctx: RequestContext, @Param() { id }: dto.UserParamsDto, @Body() body: dto.UpdateUserDto) {
    return this.updateUser.execute(ctx, id, body);
  }

  @Post(':id/password-reset')
  @HttpCode(201)
  @Allow(administrators)
  @ZodResponse({ status: 201, type: dto.IssuedLinkDto })
  issueReset(@Context() ctx: RequestContext, @Param() { id }: dto.UserParamsDto) {
    return this.passwordResets.issue(ctx, id);
  }
}
