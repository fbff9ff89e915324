import { Inject, Injectable } from '@nestjs/common';
import type { CreatedApiKey, CreateServiceAccountKeyRequest, ServiceAccount, UpdateServiceAccountRequest } from '@penstock/contracts';
import { ServiceAccountRow, UnitOfWork, type ChangeStore } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, IDS } from '../../../platform/tokens';
import { apiKeyFrom, selectKeys, type KeyView } from '../../api-keys/api-key-view';
import { storeNewKey } from '../../api-keys/new-key';
import { replaceEnvironmentRoles } from '../../environments/replace-environment-roles';
import { ServiceAccountReads } from '../service-account-reads';
import type { CreateServiceAccountDto } from '../service-accounts.dto';
import { ServiceAccountError, serviceAccountNotFound } from '../service-accounts.errors';

const insertAccount = `
  insert into service_account (organization_id, id, name, description, role, created_by) values ($1, $2, $3, $4, $5, $6)
  on conflict (organization_id, lower(name)) do nothing returning id`;

@Injectable()
export class KeepServiceAccounts {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: ServiceAccountReads,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** @throws ServiceAccountError SERVICE_ACCOUNT_NAME_TAKEN, EnvironmentError ENVIRONMENT_NOT_FOUND */
  async create(ctx: RequestContext, { name, description, role, environmentRoles }: CreateServiceAccountDto): Promise<ServiceAccount> {
    const id = this.ids.next();
    await this.unitOfWork.run(ctx, async (store) => {
      const created = await store.query(insertAccount, [id, name, description, role, ctx.actor.name]);
      if (created.length === 0) throw nameTaken(name);
      await replaceEnvironmentRoles(store, id, environmentRoles);
      store.record({ action: 'service-account.created', object: { kind: 'service-account', id, name }, details: { role, environmentRoles } });
    });
    return this.reads.one(ctx, id);
  }

  /** Counts at once, for every key it has. @throws ServiceAccountError SERVICE_ACCOUNT_NOT_FOUND */
  async update(ctx: RequestContext, id: string, change: UpdateServiceAccountRequest): Promise<ServiceAccount> {
    await this.unitOfWork.run(ctx, async (store) => {
      const account = await lock(store, id);
      const active = change.active ?? account.deactivatedAt === null;
      const deactivatedAt = active ? null : (account.deactivatedAt ?? new Date(this.clock.now()));
      await store
        .repository(ServiceAccountRow)
        .update({ id }, { role: change.role ?? account.role, description: change.description ?? account.description, deactivatedAt });
      if (change.environmentRoles) await replaceEnvironmentRoles(store, id, change.environmentRoles);
      const before = { role: account.role, active: account.deactivatedAt === null };
      store.record({ action: 'service-account.changed', object: { kind: 'service-account', id, name: account.name }, details: { before, change } });
    });
    return this.reads.one(ctx, id);
  }

  /** The answer is the only place where the key itself is ever shown. @throws ServiceAccountError, ApiKeyError API_KEY_END_PASSED */
  async createKey(ctx: RequestContext, id: string, { scopes, expiresAt }: CreateServiceAccountKeyRequest): Promise<CreatedApiKey> {
    const keyId = this.ids.next();
    return this.unitOfWork.run(ctx, async (store) => {
      const account = await lock(store, id);
      if (account.deactivatedAt !== null) throw inactive(account.name);
      const { name, role } = account;
      store.record({ action: 'api-key.created', object: { kind: 'api-key', id: keyId, name }, details: { serviceAccount: name, scopes, expiresAt } });
      const key = await storeNewKey(store, {
        id: keyId, name, role, scopes, expiresAt: new Date(expiresAt), createdBy: ctx.actor.name, now: new Date(this.clock.now()), serviceAccountId: id,
      });
      const [row] = await store.query<KeyView>(`${selectKeys} and k.id = $2`, [keyId]);
      return { ...apiKeyFrom(row as KeyView), key };
    });
  }
}

async function lock(store: ChangeStore, id: string): Promise<ServiceAccountRow> {
  const account = await store.repository(ServiceAccountRow).findOneForUpdate({ id });
  if (!account) throw serviceAccountNotFound();
  return account;
}

const nameTaken = (name: string): ServiceAccountError =>
  new ServiceAccountError('SERVICE_ACCOUNT_NAME_TAKEN', `There is a service account “${name}” already. Nothing was created. Take another name, or give that one a new key.`);
const inactive = (name: string): ServiceAccountError =>
  new ServiceAccountError('SERVICE_ACCOUNT_INACTIVE', `The service account “${name}” is deactivated, so a key of it would open nothing. Nothing was created. Activate it first.`);
