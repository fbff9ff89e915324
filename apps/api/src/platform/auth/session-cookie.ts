import type { FastifyReply, FastifyRequest } from 'fastify';

export const SESSION_COOKIE = 'penstock_session';
export const sessionLifetimeMs = 12 * 60 * 60 * 1000;

/** Scripts cannot read it, other sites cannot send it with a write; over HTTPS it never travels in the clear. */
const attributes = (request: FastifyRequest) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https' }) as const;

export function writeSessionCookie(reply: FastifyReply, token: string): void {
  void reply.setCookie(SESSION_COOKIE, token, { ...attributes(reply.request), maxAge: sessionLifetimeMs / 1000 });
}

export function clearSessionCookie(reply: FastifyReply): void {
  void reply.clearCookie(SESSION_COOKIE, attributes(reply.request));
}
