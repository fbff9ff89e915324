import { Body, Controller, Delete, Get, HttpCode, Inject, Ip, Post, Req, Res } from '@nestjs/common';
import type { Session } from '@penstock/contracts';
import type { FastifyReply } from 'fastify';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context, Public } from '../../platform/auth/access.decorators';
import type { AuthenticatedRequest } from '../../platform/auth/authenticated-request';
import type { RequestContext } from '../../platform/auth/request-context';
import { everyone } from '../../platform/auth/roles';
import { clearSessionCookie, writeSessionCookie } from '../../platform/auth/session-cookie';
import type { ApiConfig } from '../../platform/config/api-config';
import { API_CONFIG } from '../../platform/tokens';
import { demoLinks } from './session-view';
import { SessionDto, SignInRequestDto } from './session.dto';
import { DescribeSession } from './use-cases/describe-session';
import { SignIn } from './use-cases/sign-in';
import { SignOut } from './use-cases/sign-out';

@Controller('api/v1/session')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signOut: SignOut,
    private readonly describeSession: DescribeSession,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  @Post()
  @Public()
  @ZodResponse({ status: 201, type: SessionDto })
  async start(
    @Ip() address: string,
    @Body() body: SignInRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { session, token } = await this.signIn.execute(address, body);
    writeSessionCookie(reply, token);
    return { ...session, ...demoLinks(this.config) };
  }

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: SessionDto })
  describe(@Context() ctx: RequestContext, @Req() request: AuthenticatedRequest): Promise<Session> {
    return this.describeSession.execute(ctx, request.session);
  }

  @Delete()
  @Allow(everyone)
  @HttpCode(204)
  async end(
    @Context() ctx: RequestContext,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.signOut.execute(ctx, request.session);
    clearSessionCookie(reply);
  }
}
