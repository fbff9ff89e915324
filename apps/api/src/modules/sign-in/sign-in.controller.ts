import { Body, Controller, Get, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import type { CompletedOidc } from '@penstock/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ZodResponse } from 'nestjs-zod';
import { Public } from '../../platform/auth/access.decorators';
import { writeDeviceCookie } from '../../platform/auth/device-cookie';
import { writeSessionCookie } from '../../platform/auth/session-cookie';
import type { ApiConfig } from '../../platform/config/api-config';
import { API_CONFIG } from '../../platform/tokens';
import { demoLinks } from '../session/session-view';
import { visitorFrom } from '../session/visitor';
import { browserOf, writeBrowserCookie } from './browser-cookie';
import type { OidcOutcome } from './oidc-sessions';
import * as dto from './sign-in.dto';
import { CompleteOidc } from './use-cases/complete-oidc';
import { ProveOidc } from './use-cases/prove-oidc';
import { StartOidc } from './use-cases/start-oidc';

/** Sign-in with the organisation's OpenID Connect provider. Nothing here redirects: the page goes where it is told. */
@Controller('api/v1/sign-in')
export class SignInController {
  constructor(
    private readonly startOidc: StartOidc,
    private readonly completeOidc: CompleteOidc,
    private readonly proveOidc: ProveOidc,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  @Get()
  @Public()
  @ZodResponse({ status: 200, type: dto.SignInOptionsDto })
  options(@Query() { organization }: dto.SignInOptionsQueryDto) {
    return this.startOidc.options(organization);
  }

  @Post('oidc')
  @Public()
  @ZodResponse({ status: 201, type: dto.StartedOidcDto })
  async start(@Body() body: dto.StartOidcDto, @Res({ passthrough: true }) reply: FastifyReply) {
    const { authorizationUrl, browser } = await this.startOidc.execute(body);
    writeBrowserCookie(reply, browser);
    return { authorizationUrl };
  }

  @Post('oidc/completion')
  @HttpCode(200)
  @Public()
  @ZodResponse({ status: 200, type: dto.CompletedOidcDto })
  async complete(@Req() request: FastifyRequest, @Body() { query }: dto.CompleteOidcDto, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.answer(reply, await this.completeOidc.execute(visitorFrom(request), { query, browser: browserOf(request) }));
  }

  @Post('oidc/proof')
  @HttpCode(200)
  @Public()
  @ZodResponse({ status: 200, type: dto.CompletedOidcDto })
  async prove(@Req() request: FastifyRequest, @Body() body: dto.ProveOidcDto, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.answer(reply, await this.proveOidc.execute(visitorFrom(request), { request: body, browser: browserOf(request) }));
  }

  private answer(reply: FastifyReply, { started, proof, returnTo }: OidcOutcome): CompletedOidc {
    if (!started) return { session: null, proof, returnTo };
    writeSessionCookie(reply, started.token);
    if (started.deviceToken !== undefined) writeDeviceCookie(reply, started.deviceToken);
    return { session: { ...started.session, ...demoLinks(this.config) }, proof: null, returnTo };
  }
}
