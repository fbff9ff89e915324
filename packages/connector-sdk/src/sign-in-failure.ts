import { ConnectorFailure } from './failure';
import type { HttpResponse } from './http';
import { retryAfterMs as askedWait } from './retry-after';

/** Passes on a token answer that the connection's `parse` can judge. @throws ConnectorFailure when the remote is merely away. */
export function tokenAnswerFailure(response: HttpResponse): HttpResponse {
  const retryAfterMs = askedWait(response);
  if (response.status === 429 || (response.status === 503 && retryAfterMs !== undefined)) {
    throw new ConnectorFailure({
      class: 'throttled',
      code: 'SIGN_IN_THROTTLED',
      message: 'The remote system asked to wait before signing in again. Nothing was sent.',
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    });
  }
  if (response.status >= 500) {
    throw new ConnectorFailure({
      class: 'not-sent',
      code: 'SIGN_IN_UNAVAILABLE',
      message: `The remote system could not sign us in (HTTP ${response.status}). The request itself was not sent, so nothing was done there.`,
      remedy: 'It is tried again by itself. If it stays so, check whether the remote system is up.',
    });
  }
  return response;
}

/**
 * A call that could not get its token was never made, whatever happened to the token request: what would be
 * `ambiguous` for the token is `not-sent` for the call.
 */
export function notSignedIn(error: unknown): unknown {
  if (!(error instanceof ConnectorFailure)) return error;
  if (error.class !== 'ambiguous' && error.class !== 'transient') return error;
  return new ConnectorFailure(
    {
      ...error.details,
      class: 'not-sent',
      code: 'SIGN_IN_UNAVAILABLE',
      message: 'The remote system did not answer the sign-in. The request itself was not sent, so nothing was done there.',
    },
    { cause: error },
  );
}
