import { Inject, Injectable } from '@nestjs/common';
import type { EnvironmentRole, UpdateUserRequest, User } from '@penstock/contracts';
import { AppUserRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK } from '../../../platform/tokens';
import { replaceEnvironmentRoles } from '../../environments/replace-environment-roles';
import { UserReads } from '../user-reads';
import { ownersOnly, UserError, userNotFound } from '../users.errors';

/** Locked in one order, so that two owners who take each other's role do not both succeed. */
const lockOwners = `
  select id from app_user where organization_id = $1 and role = 'owner' and deactivated_at is null order by id for update`;
const endSessions = 'delete from user_session where organization_id = $1 and user_id = $2';

@Injectable()
export class UpdateUser {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: UserReads,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Counts at once: the person's sessions end. @throws UserError LAST_OWNER, OWN_RIGHTS, OWNERS_ONLY, USER_NOT_FOUND */
  async execute(ctx: RequestContext, id: string, change: UpdateUserRequest): Promise<User> {
    await this.unitOfWork.run(ctx, async (store) => {
      const owners = await store.query<{ id: string }>(lockOwners);
      const user = await store.repository(AppUserRow).findOneForUpdate({ id });
      if (!user) throw userNotFound();
      assertMayChange(ctx, user, change);
      const after = { role: change.role ?? user.role, active: change.active ?? user.deactivatedAt === null };
      const losesOwner = owners.some((owner) => owner.id === id) && !(after.role === 'owner' && after.active);
      if (losesOwner && owners.length === 1) throw lastOwner();
      await this.store(store, user, after);
      if (change.environmentRoles) await giveEnvironmentRoles(store, user, change.environmentRoles);
    });
    return this.reads.one(ctx, id);
  }

  private async store(store: ChangeStore, user: AppUserRow, after: { readonly role: string; readonly active: boolean }): Promise<void> {
    const before = { role: user.role, active: user.deactivatedAt === null };
    const deactivatedAt = after.active ? null : (user.deactivatedAt ?? new Date(this.clock.now()));
    await store.repository(AppUserRow).update({ id: user.id }, { role: after.role, deactivatedAt });
    await store.query(endSessions, [user.id]);
    store.record({ action: 'user.changed', object: { kind: 'user', id: user.id, name: user.email }, details: { before, after } });
  }
}

async function giveEnvironmentRoles(store: ChangeStore, { id, email }: AppUserRow, environmentRoles: readonly EnvironmentRole[]): Promise<void> {
  await replaceEnvironmentRoles(store, id, environmentRoles);
  store.record({ action: 'user.environment-roles-changed', object: { kind: 'user', id, name: email }, details: { environmentRoles } });
}

function assertMayChange({ actor }: RequestContext, user: AppUserRow, change: UpdateUserRequest): void {
  if (actor.kind === 'user' && actor.id === user.id) {
    throw new UserError('OWN_RIGHTS', 'Nobody changes their own role or account here. Nothing was changed. Ask a colleague.');
  }
  if (actor.role !== 'owner' && (user.role === 'owner' || change.role === 'owner')) throw ownersOnly();
}

const lastOwner = (): UserError =>
  new UserError('LAST_OWNER', 'This is the last owner: without one, nobody could give rights to anybody. Nothing was changed. Make somebody else an owner first.');
