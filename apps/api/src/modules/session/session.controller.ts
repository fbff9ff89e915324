import { Body, Controller, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { Session } from '@penstock/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodResponse } from 'nestjs-zod';
import { Allow, Context, Public } from '../../platform/auth/access.decorators';
import type { AuthenticatedRequest } from '../../platform/auth/authenticated-request';
import { writeDeviceCookie } from '../../platform/auth/device-cookie';
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
import { visitorFrom } from './visitor';

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
    @Req() request: FastifyRequest,
    @Body() body: SignInRequestDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { session, token, deviceToken } = await this.signIn.execute(visitorFrom(request), body);
    writeSessionCookie(reply, token);
    if (deviceToken !== undefined) writeDeviceCookie(reply, deviceToken);
    return { ...session, ...demoLinks(this.config) };
  }

  @Get()
  @Allow(everyone)
  @ZodResponse({ status: 200, type: SessionDto })
  async describe(
    @Context() ctx: RequestContext,
    @Req() request: AuthenticatedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Session> {
    const { session, token } = await this.describeSession.execute(ctx, request.session);
    if (token !== undefined) writeSessionCookie(reply, token);
    return session;
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
