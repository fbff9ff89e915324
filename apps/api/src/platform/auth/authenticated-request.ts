import type { FastifyRequest } from 'fastify';
import type { RequestContext } from './request-context';

export interface SignedInSession {
  readonly id: string;
  readonly csrfToken: string;
}

/** A request after the guard: absent on public routes. */
export interface AuthenticatedRequest extends FastifyRequest {
  context?: RequestContext;
  /** Set when the request came with a session cookie. */
  session?: SignedInSession;
}
