import { Inject, Injectable } from '@nestjs/common';
import type { AcceptInvitationRequest, CreatedInvitation, Invitation, InviteRequest, Role } from '@penstock/contracts';
import { UnitOfWork, UserInvitationRow, type ChangeStore } from '@penstock/database';
import type { Ids } from '@penstock/kernel';
import { hashPassword } from '../../../platform/auth/passwords';
import type { RequestContext } from '../../../platform/auth/request-context';
import { tokenHash } from '../../../platform/auth/token';
import { IDS } from '../../../platform/tokens';
import { PersonLinks } from '../person-links';
import { emailTaken, linkNotValid, ownersOnly, UserError } from '../users.errors';

const selectTaken = `select 1 from app_user where $1::uuid is not null and lower(email) = lower($2)`;
/** An invitation that has expired makes room for the next one. */
const deleteExpired = `delete from user_invitation where organization_id = $1 and lower(email) = lower($2) and expires_at <= $3`;
const selectOpen = `select 1 from user_invitation where organization_id = $1 and lower(email) = lower($2)`;
const takeInvitation = `
  with taken as (
    delete from user_invitation where token_hash = $1 and expires_at > $2 returning id, organization_id, email, name, role)
  select * from taken`;
const insertUser = `
  insert into app_user (organization_id, id, email, name, role, password_hash) values ($1, $2, $3, $4, $5, $6)
  on conflict (lower(email)) do nothing returning id`;

interface TakenInvitation {
  readonly organization_id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
}

@Injectable()
export class Invitations {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly links: PersonLinks,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  async list(ctx: RequestContext): Promise<readonly Invitation[]> {
    const rows = await this.unitOfWork.read(ctx).repository(UserInvitationRow).find({ order: { createdAt: 'DESC' } });
    return rows.map(invitationView);
  }

  /** @throws UserError EMAIL_TAKEN, OWNERS_ONLY */
  async invite(ctx: RequestContext, { email, name, role }: InviteRequest): Promise<CreatedInvitation> {
    if (role === 'owner' && ctx.actor.role !== 'owner') throw ownersOnly();
    const link = this.links.issue('invitation');
    const row = await this.unitOfWork.run(ctx, async (store) => {
      const now = this.links.now();
      await store.query(deleteExpired, [email, now]);
      if ([...(await store.query(selectTaken, [email])), ...(await store.query(selectOpen, [email]))].length > 0) throw emailTaken();
      const { tokenHash: hash, expiresAt } = link;
      const id = this.ids.next();
      store.record({ action: 'user.invited', object: { kind: 'invitation', id, name: email }, details: { role } });
      return store
        .repository(UserInvitationRow)
        .insert({ id, email, name, role, tokenHash: hash, invitedBy: ctx.actor.name, createdAt: now, expiresAt });
    });
    const mailed = await this.links.mail(email, `${ctx.actor.name} invites you to Penstock`, link);
    return { ...invitationView(row), link: link.link, mailed };
  }

  /** @throws UserError INVITATION_NOT_FOUND */
  async withdraw(ctx: RequestContext, id: string): Promise<void> {
    await this.unitOfWork.run(ctx, async (store) => {
      const invitations = store.repository(UserInvitationRow);
      const invitation = await invitations.findOneForUpdate({ id });
      if (!invitation) throw new UserError('INVITATION_NOT_FOUND', 'There is no such invitation: it was accepted or withdrawn. Nothing was changed. Reload the list.');
      await invitations.delete({ id });
      store.record({ action: 'user.invitation-withdrawn', object: { kind: 'invitation', id, name: invitation.email } });
    });
  }

  /** Makes the account. There is no request context: the token says for whom. @throws UserError LINK_NOT_VALID, EMAIL_TAKEN */
  async accept({ token, password }: AcceptInvitationRequest): Promise<void> {
    const passwordHash = await hashPassword(password);
    const userId = this.ids.next();
    await this.unitOfWork.runAsStranger(async (find) => {
      const [invitation] = await find<TakenInvitation>(takeInvitation, [tokenHash(token), this.links.now()]);
      if (!invitation) throw linkNotValid();
      const actor = { kind: 'user', id: userId, name: invitation.email } as const;
      const scope = { organizationId: invitation.organization_id, actor, requestId: this.ids.next() };
      return { scope, work: (store) => addUser(store, { ...invitation, userId, passwordHash }) };
    });
  }
}

async function addUser(store: ChangeStore, { userId, email, name, role, passwordHash }: TakenInvitation & { readonly userId: string; readonly passwordHash: string }): Promise<void> {
  const added = await store.query(insertUser, [userId, email, name, role, passwordHash]);
  if (added.length === 0) throw emailTaken();
  store.record({ action: 'user.joined', object: { kind: 'user', id: userId, name: email }, details: { role } });
}

const invitationView = ({ id, email, name, role, invitedBy, createdAt, expiresAt }: UserInvitationRow): Invitation => ({
  id,
  email,
  name,
  role: role as Role,
  invitedBy,
  createdAt: createdAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
