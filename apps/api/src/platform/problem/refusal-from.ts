import { HttpException } from '@nestjs/common';
import { AuthError } from '../auth/auth.errors';
import { Refusal } from './refusal';
import { RequestError } from './request.errors';

/** Reads any thrown value; what is not an expected refusal becomes an internal error that tells nothing of its cause. */
export function refusalFrom(thrown: unknown): Refusal {
  if (thrown instanceof Refusal) return thrown;
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  if (status === 413) {
    return new RequestError('BODY_TOO_LARGE', 'The body is larger than this address takes. Nothing was stored. Send less at once.');
  }
  if (status === 415) {
    return new RequestError('CONTENT_TYPE_UNSUPPORTED', 'This address takes application/json only. Nothing was changed.');
  }
  if (status === 404) return new RequestError('ROUTE_NOT_FOUND', 'There is nothing at this address. Check the path and the method.');
  if (status === 401) return new AuthError('NOT_SIGNED_IN', 'Sign in, or send an API key as a Bearer token.');
  if (status === 400) return new RequestError('MALFORMED_JSON', 'The body is not valid JSON. Nothing was changed. Correct it and send it again.');
  return new RequestError(
    'INTERNAL_ERROR',
    'Something failed inside the platform. What was already recorded stays recorded, and no payment is repeated because of it. ' +
      'Look at the state before you try again; give the request id to your administrator.',
    { cause: thrown },
  );
}

/** Fastify's own errors carry the status they stand for. */
const statusOf = (thrown: unknown): unknown => (thrown as { statusCode?: unknown } | null | undefined)?.statusCode;
