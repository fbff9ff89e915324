import { Injectable } from '@nestjs/common';
import type { EnvironmentRole, Role, User } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { environmentRolesOf } from '../../platform/auth/environment-roles';
import type { RequestContext } from '../../platform/auth/request-context';
import { userNotFound } from './users.errors';

const selectUsers = `
  select u.id, u.email, u.name, u.role, ${environmentRolesOf('u.id')} as environment_roles, u.created_at, u.deactivated_at is null as active, u.second_factor_at is not null as has_second_factor,
    (select max(s.last_seen_at) from user_session s where s.user_id = u.id) as last_seen_at
  from app_user u where u.organization_id = $1 and ($2::uuid is null or u.id = $2) order by lower(u.name), u.id`;

interface UserView {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly environment_roles: EnvironmentRole[];
  readonly created_at: Date;
  readonly active: boolean;
  readonly has_second_factor: boolean;
  readonly last_seen_at: Date | null;
}

@Injectable()
export class UserReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async all(ctx: RequestContext): Promise<readonly User[]> {
    return (await this.unitOfWork.read(ctx).query<UserView>(selectUsers, [null])).map(userFrom);
  }

  /** @throws UserError USER_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<User> {
    const [row] = await this.unitOfWork.read(ctx).query<UserView>(selectUsers, [id]);
    if (!row) throw userNotFound();
    return userFrom(row);
  }
}

const userFrom = ({ id, email, name, role, active, ...row }: UserView): User => ({
  id,
  email,
  name,
  role,
  environmentRoles: row.environment_roles,
  active,
  hasSecondFactor: row.has_second_factor,
  createdAt: row.created_at.toISOString(),
  lastSeenAt: row.last_seen_at?.toISOString() ?? null,
});
