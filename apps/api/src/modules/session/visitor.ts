import type { FastifyRequest } from 'fastify';
import { DEVICE_COOKIE } from '../../platform/auth/device-cookie';

/** From where somebody signs in. */
export interface Visitor {
  readonly address: string;
  /** As the browser names itself. */
  readonly agent: string;
  /** The token of a browser that has signed in before. */
  readonly device: string | undefined;
}

export const visitorFrom = (request: FastifyRequest): Visitor => ({
  address: request.ip,
  agent: (request.headers['user-agent'] ?? '').slice(0, 300),
  device: request.cookies[DEVICE_COOKIE],
});
