import type { FastifyReply } from 'fastify';

export const DEVICE_COOKIE = 'penstock_device';
const lifetimeSeconds = 180 * 24 * 60 * 60;

/** Says only that this browser has signed in before; it opens nothing. */
export function writeDeviceCookie(reply: FastifyReply, token: string): void {
  const secure = reply.request.protocol === 'https';
  void reply.setCookie(DEVICE_COOKIE, token, { path: '/api/v1/session', httpOnly: true, sameSite: 'lax', secure, maxAge: lifetimeSeconds });
}
