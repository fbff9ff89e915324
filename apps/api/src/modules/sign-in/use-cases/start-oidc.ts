import { Injectable } from '@nestjs/common';
import type { SignInOptions, StartedOidc } from '@penstock/contracts';
import * as oidc from 'openid-client';
import { randomToken } from '../../../platform/auth/token';
import { OidcClients } from '../oidc-clients';
import { nameOf, notSetUp, ProviderRows } from '../provider-rows';
import { SignInAttempts } from '../sign-in-attempts';
import type { StartOidcDto } from '../sign-in.dto';

@Injectable()
export class StartOidc {
  constructor(
    private readonly providers: ProviderRows,
    private readonly clients: OidcClients,
    private readonly attempts: SignInAttempts,
  ) {}

  async options(organizationId: string | undefined): Promise<SignInOptions> {
    const provider = await this.providers.forStranger(organizationId);
    return { provider: provider ? { name: nameOf(provider) } : null, passwords: provider?.passwordSignInOff !== true };
  }

  /** Authorisation code with PKCE, state and nonce. @throws AuthError OIDC_NOT_SET_UP, OIDC_UNREACHABLE */
  async execute({ returnTo, organization }: StartOidcDto): Promise<StartedOidc & { readonly browser: string }> {
    const provider = await this.providers.forStranger(organization);
    if (!provider) throw notSetUp();
    const client = await this.clients.of(provider);
    const [state, nonce, codeVerifier, browser] = [oidc.randomState(), oidc.randomNonce(), oidc.randomPKCECodeVerifier(), randomToken()];
    await this.attempts.begin(state, browser, { organizationId: provider.organizationId, issuer: provider.issuer, nonce, codeVerifier, returnPath: returnTo });
    const url = oidc.buildAuthorizationUrl(client, {
      redirect_uri: this.clients.redirectUri,
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      state,
      nonce,
    });
    return { authorizationUrl: url.href, browser };
  }
}
