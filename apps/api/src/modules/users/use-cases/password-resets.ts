import { Inject, Injectable } from '@nestjs/common';
import type { IssuedLink, ResetPasswordRequest } from '@penstock/contracts';
import { AppUserRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import { AttemptThrottle } from '../../../platform/auth/attempt-throttle';
import { AuthError } from '../../../platform/auth/auth.errors';
import { CredentialLookup } from '../../../platform/auth/credential-lookup';
import { hashPassword } from '../../../platform/auth/passwords';
import type { RequestContext } from '../../../platform/auth/request-context';
import { tokenHash } from '../../../platform/auth/token';
import { CLOCK, IDS } from '../../../platform/tokens';
import { PersonLinks, type PersonLink } from '../person-links';
import { linkNotValid, ownersOnly, userNotFound } from '../users.errors';

/** Mails one address may cause: enough for somebody who mistypes, too few to flood a mailbox. */
const askLimits = { kind: 'password-reset', maxFailures: 5, windowMs: 60 * 60_000 };

const insertReset = 'insert into password_reset (organization_id, token_hash, user_id, expires_at) values ($1, $2, $3, $4)';
const takeReset = `
  with taken as (delete from password_reset r where r.token_hash = $1 and r.expires_at > $2 returning r.organization_id, r.user_id)
  select t.organization_id, t.user_id, u.email from taken t join app_user u on u.id = t.user_id and u.deactivated_at is null`;
const storePassword = 'update app_user set password_hash = $3 where organization_id = $1 and id = $2';
/** Whoever knew the old password is signed out, and other links to set one are void. */
const forgetOthers = [
  'delete from user_session where organization_id = $1 and user_id = $2',
  'delete from known_device where organization_id = $1 and user_id = $2',
  'delete from password_reset where organization_id = $1 and user_id = $2',
];

interface TakenReset {
  readonly organization_id: string;
  readonly user_id: string;
  readonly email: string;
}

@Injectable()
export class PasswordResets {
  private readonly throttle: AttemptThrottle;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly credentials: CredentialLookup,
    private readonly links: PersonLinks,
    @Inject(CLOCK) clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {
    this.throttle = new AttemptThrottle(unitOfWork, clock, askLimits);
  }

  /** Answers the same whether there is such an account or not. @throws AuthError TOO_MANY_ATTEMPTS */
  async ask(address: string, email: string): Promise<void> {
    for (const key of [address, email.toLowerCase()]) {
      const seconds = await this.throttle.reserve(key);
      if (seconds !== undefined) throw tooManyMails(seconds);
    }
    const owner = await this.credentials.byEmail(email);
    if (!owner) return;
    const link = this.links.issue('password-reset');
    const { organizationId, actor } = owner;
    await this.unitOfWork.run({ organizationId, actor, requestId: this.ids.next() }, (store) => storeLink(store, link, { id: actor.id, email: actor.name }));
    // Not awaited: how long a mail takes would tell whether there is an account.
    void this.links.mail(email, 'Set a new Penstock password', link);
  }

  /** For people without mail: an administrator hands the link over. @throws UserError USER_NOT_FOUND, OWNERS_ONLY */
  async issue(ctx: RequestContext, id: string): Promise<IssuedLink> {
    const link = this.links.issue('password-reset');
    const email = await this.unitOfWork.run(ctx, async (store) => {
      const user = await store.repository(AppUserRow).findOneForUpdate({ id });
      if (!user || user.deactivatedAt !== null) throw userNotFound();
      if (user.role === 'owner' && ctx.actor.role !== 'owner') throw ownersOnly();
      await storeLink(store, link, user);
      return user.email;
    });
    const mailed = await this.links.mail(email, 'Set a new Penstock password', link);
    return { link: link.link, expiresAt: link.expiresAt.toISOString(), mailed };
  }

  /** @throws UserError LINK_NOT_VALID */
  async complete({ token, password }: ResetPasswordRequest): Promise<void> {
    const passwordHash = await hashPassword(password);
    await this.unitOfWork.runAsStranger(async (find) => {
      const [reset] = await find<TakenReset>(takeReset, [tokenHash(token), this.links.now()]);
      if (!reset) throw linkNotValid();
      const actor = { kind: 'user', id: reset.user_id, name: reset.email } as const;
      const scope = { organizationId: reset.organization_id, actor, requestId: this.ids.next() };
      return { scope, work: (store) => setPassword(store, { id: reset.user_id, email: reset.email, passwordHash }) };
    });
  }
}

async function storeLink(store: ChangeStore, { tokenHash: hash, expiresAt }: PersonLink, { id, email }: { readonly id: string; readonly email: string }): Promise<void> {
  await store.query(insertReset, [hash, id, expiresAt]);
  store.record({ action: 'user.password-reset-issued', object: { kind: 'user', id, name: email } });
}

async function setPassword(store: ChangeStore, { id, email, passwordHash }: { readonly id: string; readonly email: string; readonly passwordHash: string }): Promise<void> {
  await store.query(storePassword, [id, passwordHash]);
  for (const statement of forgetOthers) await store.query(statement, [id]);
  store.record({ action: 'user.password-reset', object: { kind: 'user', id, name: email } });
}

const tooManyMails = (seconds: number): AuthError =>
  new AuthError('TOO_MANY_ATTEMPTS', 'Too many links were asked for. Look into your mailbox, or wait and try again.', { retryAfterSeconds: seconds });
