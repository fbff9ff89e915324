import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { ApiConfig } from '../config/api-config';
import { API_CONFIG, CLOCK } from '../tokens';
import { ALLOWED_ROLES, IS_OF_ENVIRONMENT, IS_PUBLIC } from './access.decorators';
import { AttemptThrottle } from './attempt-throttle';
import { AuthError } from './auth.errors';
import type { AuthenticatedRequest } from './authenticated-request';
import { authorize, type Ask } from './authorize';
import { CredentialLookup, type Identity } from './credential-lookup';
import { thingsNamedBy } from './named-things';
import type { Actor } from './request-context';
import { RequestRate } from './request-rate';
import { SESSION_COOKIE } from './session-cookie';
import { isInScope } from './scopes';
import { isSameToken } from './token';

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
/** Wrong API keys from one address before it has to wait. */
const apiKeyLimits = { kind: 'api-key', maxFailures: 30, windowMs: 60_000 };

/**
 * Deny by default: a request gets through when its route is public, or when its credential is known, its role is
 * allowed on the route, and, for a write with the session cookie, the page proves itself with the csrf token.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly throttle: AttemptThrottle;
  private readonly rate: RequestRate;

  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: CredentialLookup,
    unitOfWork: UnitOfWork,
    @Inject(CLOCK) clock: Clock,
    @Inject(API_CONFIG) { requestsPerMinute }: ApiConfig,
  ) {
    this.throttle = new AttemptThrottle(unitOfWork, clock, apiKeyLimits);
    this.rate = new RequestRate(clock, requestsPerMinute);
  }

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const handler = execution.getHandler();
    if (this.reflector.get<boolean | undefined>(IS_PUBLIC, handler) === true) return true;

    const request = execution.switchToHttp().getRequest<AuthenticatedRequest>();
    const identity = await this.identify(request);
    const { organizationId, session, scopes } = identity;
    if (identity.actor.kind === 'api-key') this.countRequest(identity.actor.id);
    const allowed = this.reflector.get<readonly Role[] | undefined>(ALLOWED_ROLES, handler) ?? [];
    const isOfEnvironment = this.reflector.get<boolean | undefined>(IS_OF_ENVIRONMENT, handler) === true;
    const environmentIds = identity.actor.roles ? await this.credentials.environmentsOf(organizationId, thingsNamedBy(request)) : [];
    const actor = withRole(identity.actor, { allowed, isOfEnvironment, environmentIds });
    if (!isInScope(scopes, request)) {
      throw new AuthError('SCOPE_NOT_ALLOWED', `This key is limited to: ${scopes?.join(', ')}. Nothing was changed. Use a key whose scopes include this address.`);
    }
    request.context = { organizationId, actor, requestId: request.id };
    if (session) request.session = session;
    return true;
  }

  private countRequest(keyId: string): void {
    const seconds = this.rate.secondsToWait(keyId);
    if (seconds === undefined) return;
    throw new AuthError('TOO_MANY_REQUESTS', `This key sends more requests than one key may. This one was not carried out and nothing was changed. Send it again in ${seconds} s, or ask for more at once: lists give 200 items a page.`, {
      retryAfterSeconds: seconds,
    });
  }

  private identify(request: AuthenticatedRequest): Promise<Identity> {
    const { authorization } = request.headers;
    if (authorization !== undefined) return this.identifyByApiKey(authorization, request.ip);
    return this.identifyBySession(request);
  }

  private async identifyByApiKey(authorization: string, address: string): Promise<Identity> {
    // A valid key always works: the guesses of a neighbour behind the same address must not stop anybody's program.
    const key = /^Bearer (\S{1,200})$/i.exec(authorization)?.[1];
    const identity = key === undefined ? undefined : await this.credentials.byApiKey(key);
    if (identity) return identity;
    const seconds = await this.throttle.reserve(address);
    if (seconds !== undefined) throw tooManyKeys(seconds);
    throw new AuthError('API_KEY_INVALID', 'This API key is unknown, has expired or was revoked. Nothing was changed. Use another key.');
  }

  private async identifyBySession(request: AuthenticatedRequest): Promise<Identity> {
    const token = request.cookies[SESSION_COOKIE];
    const identity = token === undefined ? undefined : await this.credentials.bySessionToken(token);
    if (!identity) throw new AuthError('NOT_SIGNED_IN', 'Sign in, or send an API key as a Bearer token.');
    if (!readingMethods.has(request.method) && !hasCsrfToken(request, identity)) {
      throw new AuthError('CSRF_TOKEN_INVALID', 'This page is older than your session. Nothing was changed. Reload it and try again.');
    }
    return identity;
  }
}

/** @throws AuthError ROLE_NOT_ALLOWED, ROLES_DIFFER */
const withRole = (actor: Actor, ask: Ask): Actor => ({
  ...actor,
  role: authorize(actor.roles ?? { organization: actor.role, environments: {} }, ask),
});

function hasCsrfToken(request: AuthenticatedRequest, { session }: Identity): boolean {
  const sent = request.headers['x-csrf-token'];
  return session !== undefined && typeof sent === 'string' && isSameToken(sent, session.csrfToken);
}

const tooManyKeys = (seconds: number): AuthError =>
  new AuthError('TOO_MANY_ATTEMPTS', 'Too many wrong API keys came from this address. Wait, then use a valid key.', {
    retryAfterSeconds: seconds,
  });
