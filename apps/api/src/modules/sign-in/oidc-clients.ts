import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@penstock/kernel';
import { createGuardedFetch } from '@penstock/runtime-adapters';
import type { Vault } from '@penstock/vault';
import * as oidc from 'openid-client';
import { AuthError } from '../../platform/auth/auth.errors';
import type { ApiConfig } from '../../platform/config/api-config';
import { API_CONFIG, CLOCK, VAULT } from '../../platform/tokens';
import { nameOf, type ProviderRow } from './provider-rows';

/** Name of the client's secret in the vault. */
export const CLIENT_SECRET = 'client-secret';
export const secretOwnerOf = (organizationId: string) => ({ organizationId, kind: 'sign-in', id: organizationId }) as const;

const knownForMs = 10 * 60_000;

type Provider = Pick<ProviderRow, 'issuer' | 'clientId'>;

/**
 * What is known of providers, asked anew after some minutes. Everything goes through the guard of outgoing requests:
 * an issuer is an address that a person typed. Signatures of ID tokens are checked although they came by TLS.
 */
@Injectable()
export class OidcClients {
  private readonly known = new Map<string, { readonly client: oidc.Configuration; readonly until: number }>();
  private readonly fetch: ReturnType<typeof createGuardedFetch>;

  constructor(
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.fetch = createGuardedFetch({ allowPrivateHosts: config.allowedPrivateHosts });
  }

  get redirectUri(): string {
    return `${this.config.publicUrl}/sign-in/callback`;
  }

  /** @throws AuthError OIDC_UNREACHABLE */
  async of(provider: ProviderRow): Promise<oidc.Configuration> {
    const key = `${provider.organizationId} ${provider.updatedAt.getTime()}`;
    const known = this.known.get(key);
    if (known && known.until > this.clock.now()) return known.client;
    const secret = await this.vault.read('sign-in', provider.organizationId, CLIENT_SECRET);
    const client = await this.discover(provider, secret).catch((cause: unknown) => {
      throw new AuthError('OIDC_UNREACHABLE', `${nameOf(provider)} does not answer as a sign-in service should. Nobody was signed in. Try again in a moment; an owner can sign in with a password.`, { cause });
    });
    this.known.clear();
    this.known.set(key, { client, until: this.clock.now() + knownForMs });
    return client;
  }

  /** Reads what the provider publishes about itself. @throws when it is not one, or must not be reached. */
  async discover({ issuer, clientId }: Provider, secret: string | undefined): Promise<oidc.Configuration> {
    const client = await oidc.discovery(new URL(issuer), clientId, undefined, secret === undefined ? oidc.None() : oidc.ClientSecretPost(secret), {
      [oidc.customFetch]: (url, request) => this.fetch(url, request as RequestInit),
      // The guard decides about encryption: only hosts that an administrator allowed by name may do without.
      execute: [...(issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []), oidc.enableNonRepudiationChecks],
    });
    return client;
  }
}
