import type { ApiKey, EnvironmentRole, Role } from '@penstock/contracts';
import { environmentRolesOf } from '../../platform/auth/environment-roles';

/** Keys that still count for something or will be seen to have ended; `$1` the organisation. */
export const selectKeys = `
  select k.id, k.name, coalesce(a.role, k.role) as role, k.prefix, k.created_at, k.created_by, k.last_used_at, k.expires_at, k.scopes,
    a.id as account_id, a.name as account_name, ${environmentRolesOf('coalesce(a.id, k.id)')} as environment_roles
  from api_key k left join service_account a on a.id = k.service_account_id
  where k.organization_id = $1 and k.revoked_at is null`;

export interface KeyView {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly prefix: string;
  readonly created_at: Date;
  readonly created_by: string;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
  readonly scopes: string[] | null;
  readonly account_id: string | null;
  readonly account_name: string | null;
  readonly environment_roles: EnvironmentRole[];
}

export const apiKeyFrom = (row: KeyView): ApiKey => ({
  id: row.id,
  name: row.name,
  role: row.role,
  environmentRoles: row.environment_roles,
  serviceAccount: row.account_name,
  prefix: row.prefix,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  expiresAt: row.expires_at?.toISOString() ?? null,
  scopes: row.scopes,
});
