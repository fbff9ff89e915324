import type { AuthenticatedRequest } from '../../platform/auth/authenticated-request';
import type { RequestContext } from '../../platform/auth/request-context';
import { AccountError } from './account.errors';

/** A person in a browser, with the session they use. */
export interface Person {
  readonly ctx: RequestContext;
  readonly sessionId: string;
}

/** @throws AccountError ACCOUNT_NEEDS_PERSON for an API key, which has neither password nor sessions. */
export function personOf(ctx: RequestContext, { session }: AuthenticatedRequest): Person {
  if (session) return { ctx, sessionId: session.id };
  throw new AccountError('ACCOUNT_NEEDS_PERSON', 'An API key has no password, no second factor and no sessions. Nothing was changed. Sign in as a person.');
}
