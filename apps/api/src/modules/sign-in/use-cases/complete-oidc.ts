import { Inject, Injectable } from '@nestjs/common';
import { BlockedAddress } from '@penstock/runtime-adapters';
import * as oidc from 'openid-client';
import type { Logger } from 'pino';
import { AuthError } from '../../../platform/auth/auth.errors';
import { LOG } from '../../../platform/tokens';
import type { Visitor } from '../../session/visitor';
import { AccountOfPerson } from '../account-of-person';
import { OidcClients } from '../oidc-clients';
import { OidcSessions, type OidcOutcome } from '../oidc-sessions';
import { refused } from '../oidc-refusal';
import { nameOf, notSetUp, ProviderRows, type ProviderRow } from '../provider-rows';
import { SignInAttempts, type SignInAttempt } from '../sign-in-attempts';
import { personFrom, type VerifiedPerson } from '../verified-person';

/** The browser is back from the provider. */
@Injectable()
export class CompleteOidc {
  constructor(
    private readonly providers: ProviderRows,
    private readonly clients: OidcClients,
    private readonly attempts: SignInAttempts,
    private readonly accounts: AccountOfPerson,
    private readonly sessions: OidcSessions,
    @Inject(LOG) private readonly log: Logger,
  ) {}

  /** @throws AuthError OIDC_REFUSED, OIDC_UNREACHABLE, OIDC_EMAIL_NOT_VERIFIED, OIDC_NO_ACCOUNT */
  async execute(visitor: Visitor, { query, browser }: { readonly query: string; readonly browser: string }): Promise<OidcOutcome> {
    const state = new URLSearchParams(query).get('state') ?? '';
    const attempt = await this.attempts.take(state, browser);
    if (!attempt) throw refused('This sign-in was not begun in this browser, is older than ten minutes, or was finished before');
    const provider = await this.providers.find(attempt);
    if (!provider) throw notSetUp();
    if (provider.issuer !== attempt.issuer) throw refused('The sign-in service was exchanged meanwhile');
    const person = await this.verify(provider, attempt, { query, state });
    const found = await this.accounts.find(provider, person);
    return this.sessions.finish(visitor, { found, person, browser, provider, returnPath: attempt.returnPath });
  }

  private async verify(provider: ProviderRow, { nonce, codeVerifier }: SignInAttempt, { query, state }: { readonly query: string; readonly state: string }): Promise<VerifiedPerson> {
    const client = await this.clients.of(provider);
    const address = new URL(`${this.clients.redirectUri}?${query}`);
    const checks = { pkceCodeVerifier: codeVerifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
    const tokens = await oidc.authorizationCodeGrant(client, address, checks).catch((cause: unknown) => {
      this.log.warn({ reason: reasonOf(cause), issuer: provider.issuer }, 'a sign-in was not verified');
      throw refusalFrom(cause, nameOf(provider));
    });
    const claims = tokens.claims();
    if (!claims) throw refused(`${nameOf(provider)} did not say who you are`);
    return personFrom(claims);
  }
}

function refusalFrom(cause: unknown, name: string): AuthError {
  if (cause instanceof oidc.AuthorizationResponseError) return refused(cause.error === 'access_denied' ? `You were not let in at ${name}` : `${name} refused the sign-in (${cause.error})`);
  if (isOutOfReach(cause)) return new AuthError('OIDC_UNREACHABLE', `${name} did not answer. Nobody was signed in. Try again in a moment; an owner can sign in with a password.`, { cause });
  return refused(`The answer of ${name} could not be verified`);
}

const isOutOfReach = (cause: unknown): boolean =>
  [cause, (cause as Error).cause].some((each) => each instanceof BlockedAddress || (each instanceof TypeError && /fetch failed/.test(each.message)));

/** Kind and code of the library, never a token. */
const reasonOf = (cause: unknown): string => `${(cause as Error).name} ${(cause as { code?: string }).code ?? ''}`.trim();
