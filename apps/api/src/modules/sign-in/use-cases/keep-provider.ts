import { Inject, Injectable } from '@nestjs/common';
import type { SignInProvider } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { Vault } from '@penstock/vault';
import { AuthError } from '../../../platform/auth/auth.errors';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, VAULT } from '../../../platform/tokens';
import { CLIENT_SECRET, OidcClients, secretOwnerOf } from '../oidc-clients';
import { notSetUp, ProviderRows, type ProviderRow } from '../provider-rows';
import type { SaveSignInProviderDto } from '../sign-in.dto';

const upsertProvider = `
  insert into sign_in_provider (organization_id, issuer, client_id, allowed_domains, default_role, password_sign_in_off, updated_at, updated_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (organization_id) do update set issuer = excluded.issuer, client_id = excluded.client_id, allowed_domains = excluded.allowed_domains,
    default_role = excluded.default_role, password_sign_in_off = excluded.password_sign_in_off, updated_at = excluded.updated_at, updated_by = excluded.updated_by`;
const deleteProvider = 'with gone as (delete from sign_in_provider where organization_id = $1 returning issuer) select issuer from gone';

@Injectable()
export class KeepProvider {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly rows: ProviderRows,
    private readonly clients: OidcClients,
    @Inject(VAULT) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws AuthError OIDC_NOT_SET_UP */
  async read(ctx: RequestContext): Promise<SignInProvider> {
    const row = await this.rows.find(ctx);
    if (!row) throw notSetUp();
    const { organizationId: _, updatedAt, allowedDomains, ...provider } = row;
    const [secret] = (await this.vault.describe(secretOwnerOf(ctx.organizationId))).filter(({ name }) => name === CLIENT_SECRET);
    return {
      ...provider,
      allowedDomains: [...allowedDomains],
      clientSecretSetAt: secret?.setAt.toISOString() ?? null,
      redirectUri: this.clients.redirectUri,
      updatedAt: updatedAt.toISOString(),
    };
  }

  /** Asked before it is saved: a provider that does not answer would keep everybody out. @throws AuthError OIDC_PROVIDER_UNUSABLE */
  async save(ctx: RequestContext, { clientSecret, ...provider }: SaveSignInProviderDto): Promise<SignInProvider> {
    const before = await this.rows.find(ctx);
    if (clientSecret === undefined && isAnother(before, provider)) throw unusable('The secret of the client must be entered for a new issuer or client');
    const secret = clientSecret ?? (await this.vault.read('sign-in', ctx.organizationId, CLIENT_SECRET));
    await this.clients.discover(provider, secret).catch((cause: unknown) => {
      throw unusable('The issuer does not publish what a sign-in service must, or must not be reached from here', cause);
    });
    await this.unitOfWork.run(ctx, async (store) => {
      const { issuer, clientId, allowedDomains, defaultRole, passwordSignInOff } = provider;
      await store.query(upsertProvider, [issuer, clientId, allowedDomains, defaultRole, passwordSignInOff, new Date(this.clock.now()), ctx.actor.name]);
      if (clientSecret !== undefined) await this.vault.set(secretOwnerOf(ctx.organizationId), { name: CLIENT_SECRET, value: clientSecret }, store.statements);
      store.record({ action: 'sign-in-provider.saved', object: { kind: 'sign-in-provider', id: ctx.organizationId, name: issuer }, details: { ...provider, isSecretNew: clientSecret !== undefined } });
    });
    return this.read(ctx);
  }

  /** People sign in with passwords again. @throws AuthError OIDC_NOT_SET_UP */
  async remove(ctx: RequestContext): Promise<void> {
    await this.unitOfWork.run(ctx, async (store) => {
      const [gone] = await store.query<{ issuer: string }>(deleteProvider);
      if (!gone) throw notSetUp();
      await this.vault.delete(secretOwnerOf(ctx.organizationId), CLIENT_SECRET, store.statements);
      store.record({ action: 'sign-in-provider.removed', object: { kind: 'sign-in-provider', id: ctx.organizationId, name: gone.issuer } });
    });
  }
}

/** A stored secret belongs to the provider it was entered for; sent to another one it would be given away. */
const isAnother = (before: ProviderRow | undefined, { issuer, clientId }: Pick<ProviderRow, 'issuer' | 'clientId'>): boolean =>
  before?.issuer !== issuer || before.clientId !== clientId;

const unusable = (why: string, cause?: unknown): AuthError =>
  new AuthError('OIDC_PROVIDER_UNUSABLE', `${why}. Nothing was saved, and people sign in as before. Check the issuer, the client and its secret.`, { cause });
