import { Injectable } from '@nestjs/common';
import type { ApiKey, EnvironmentRole, LimitedRole, ServiceAccount } from '@penstock/contracts';
import { UnitOfWork, type TenantStore } from '@penstock/database';
import { environmentRolesOf } from '../../platform/auth/environment-roles';
import type { RequestContext } from '../../platform/auth/request-context';
import { apiKeyFrom, selectKeys, type KeyView } from '../api-keys/api-key-view';
import { serviceAccountNotFound } from './service-accounts.errors';

const selectAccounts = `
  select a.id, a.name, a.description, a.role, a.created_by, a.created_at, a.deactivated_at is null as active,
    ${environmentRolesOf('a.id')} as environment_roles,
    (select max(k.last_used_at) from api_key k where k.service_account_id = a.id) as last_used_at
  from service_account a where a.organization_id = $1 and ($2::uuid is null or a.id = $2) order by lower(a.name), a.id`;

interface AccountView {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly role: LimitedRole;
  readonly created_by: string;
  readonly created_at: Date;
  readonly active: boolean;
  readonly environment_roles: EnvironmentRole[];
  readonly last_used_at: Date | null;
}

@Injectable()
export class ServiceAccountReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  all(ctx: RequestContext): Promise<readonly ServiceAccount[]> {
    return read(this.unitOfWork.read(ctx), null);
  }

  /** @throws ServiceAccountError SERVICE_ACCOUNT_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<ServiceAccount> {
    const [account] = await read(this.unitOfWork.read(ctx), id);
    if (!account) throw serviceAccountNotFound();
    return account;
  }
}

async function read(store: TenantStore, id: string | null): Promise<readonly ServiceAccount[]> {
  const accounts = await store.query<AccountView>(selectAccounts, [id]);
  const keys = await store.query<KeyView>(`${selectKeys} and a.id is not null and ($2::uuid is null or a.id = $2) order by k.created_at desc, k.id`, [id]);
  return accounts.map((account) => accountFrom(account, keys.filter((key) => key.account_id === account.id).map(apiKeyFrom)));
}

const accountFrom = ({ id, name, description, role, active, ...row }: AccountView, keys: ApiKey[]): ServiceAccount => ({
  id,
  name,
  description,
  role,
  environmentRoles: row.environment_roles,
  active,
  createdAt: row.created_at.toISOString(),
  createdBy: row.created_by,
  lastUsedAt: row.last_used_at?.toISOString() ?? null,
  keys,
});
