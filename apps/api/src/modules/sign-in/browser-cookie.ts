import type { FastifyReply, FastifyRequest } from 'fastify';

const BROWSER_COOKIE = 'penstock_sign_in';
const lifetimeSeconds = 20 * 60;

/** Says only which browser began a sign-in; `lax`, because the provider sends the browser back by a link. */
export function writeBrowserCookie(reply: FastifyReply, token: string): void {
  const secure = reply.request.protocol === 'https';
  void reply.setCookie(BROWSER_COOKIE, token, { path: '/api/v1/sign-in', httpOnly: true, sameSite: 'lax', secure, maxAge: lifetimeSeconds });
}

export const browserOf = (request: FastifyRequest): string => request.cookies[BROWSER_COOKIE] ?? '';
