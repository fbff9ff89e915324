import { Injectable } from '@nestjs/common';
import { role, type Role } from '@penstock/contracts';
import { UnitOfWork, type ChangeStore } from '@penstock/database';
import { AuthError } from '../../platform/auth/auth.errors';
import { CredentialLookup, type PasswordOwner } from '../../platform/auth/credential-lookup';
import type { ProviderRow } from './provider-rows';
import type { VerifiedPerson } from './verified-person';

const selectLinked = `
  select u.email, u.deactivated_at is null as active from user_identity i join app_user u on u.id = i.user_id
  where i.organization_id = $1 and i.issuer = $2 and i.subject = $3`;
const selectInvitation = `
  select role from user_invitation where organization_id = $1 and lower(email) = lower($2) and expires_at > now()`;
const insertUser = `
  insert into app_user (organization_id, id, email, name, role, password_hash) values ($1, $2, $3, $4, $5, $6)
  on conflict (lower(email)) do nothing returning id`;
const takeInvitation = 'delete from user_invitation where organization_id = $1 and lower(email) = lower($2)';
const insertIdentity = `
  insert into user_identity (organization_id, issuer, subject, user_id) values ($1, $2, $3, $4) on conflict (organization_id, issuer, subject) do nothing returning user_id`;

/** No password has this hash: whoever comes by the provider has none until they set one. */
const noPassword = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** What a verified person is here. */
export type AccountFound =
  /** They signed in this way before. */
  | { readonly kind: 'linked'; readonly owner: PasswordOwner }
  /** An account has their address, but nobody has said yet that it is theirs. */
  | { readonly kind: 'same-address'; readonly owner: PasswordOwner }
  /** Nobody yet, and may become a member. */
  | { readonly kind: 'welcome'; readonly role: Role };

/** Finds the account a verified person may use, and never one that is only called the same. */
@Injectable()
export class AccountOfPerson {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: CredentialLookup,
  ) {}

  /** @throws AuthError OIDC_NO_ACCOUNT */
  async find(provider: ProviderRow, person: VerifiedPerson): Promise<AccountFound> {
    const store = this.unitOfWork.read(provider);
    const [linked] = await store.query<{ email: string; active: boolean }>(selectLinked, [person.issuer, person.subject]);
    if (linked) return { kind: 'linked', owner: await this.ownOf(provider, linked.email) };
    const sameAddress = await this.credentials.byEmail(person.email);
    if (sameAddress?.organizationId === provider.organizationId) return { kind: 'same-address', owner: sameAddress };
    const [invitation] = await store.query<{ role: string }>(selectInvitation, [person.email]);
    if (invitation) return { kind: 'welcome', role: role.parse(invitation.role) };
    if (provider.allowedDomains.includes(person.email.split('@').at(-1)?.toLowerCase() ?? '')) return { kind: 'welcome', role: provider.defaultRole };
    throw noAccount();
  }

  private async ownOf({ organizationId }: ProviderRow, email: string): Promise<PasswordOwner> {
    const owner = await this.credentials.byEmail(email);
    if (owner?.organizationId !== organizationId) throw noAccount();
    return owner;
  }
}

/** The account of somebody who was not here before. @throws AuthError OIDC_NO_ACCOUNT when the address is taken, here or elsewhere. */
export async function addMember(store: ChangeStore, { person, userId, role: given }: { readonly person: VerifiedPerson; readonly userId: string; readonly role: Role }): Promise<void> {
  if ((await store.query(insertUser, [userId, person.email, person.name, given, noPassword])).length === 0) throw noAccount();
  await store.query(takeInvitation, [person.email]);
  store.record({ action: 'user.joined', object: { kind: 'user', id: userId, name: person.email }, details: { role: given, by: person.issuer } });
  await linkIdentity(store, { ...person, userId });
}

/** From now on whoever the provider calls this is this account. */
export async function linkIdentity(store: ChangeStore, { issuer, subject, email, userId }: Omit<VerifiedPerson, 'name'> & { readonly userId: string }): Promise<void> {
  await store.query(insertIdentity, [issuer, subject, userId]);
  store.record({ action: 'user.identity-linked', object: { kind: 'user', id: userId, name: email }, details: { issuer } });
}

const noAccount = (): AuthError =>
  new AuthError('OIDC_NO_ACCOUNT', 'You are known to the sign-in service, but have no active account here. Nobody was signed in. Ask an administrator to invite your address.');
