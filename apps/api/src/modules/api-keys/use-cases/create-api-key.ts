import { Inject, Injectable } from '@nestjs/common';
import type { CreateApiKeyRequest, CreatedApiKey } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, IDS } from '../../../platform/tokens';
import { apiKeyFrom, selectKeys, type KeyView } from '../api-key-view';
import { ApiKeyError } from '../api-keys.errors';
import { storeNewKey } from '../new-key';

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** The answer is the only place where the key itself is ever shown. @throws ApiKeyError, EnvironmentError ENVIRONMENT_NOT_FOUND */
  async execute(ctx: RequestContext, { name, role, scopes, expiresAt, environmentRoles = [] }: CreateApiKeyRequest): Promise<CreatedApiKey> {
    if (role === 'owner' && ctx.actor.role !== 'owner') {
      throw new ApiKeyError('API_KEY_ROLE_TOO_HIGH', 'Only an owner may create a key with the role owner. Nothing was created. Choose another role.');
    }
    const id = this.ids.next();
    return this.unitOfWork.run(ctx, async (store) => {
      store.record({
        action: 'api-key.created',
        object: { kind: 'api-key', id, name },
        details: { role, environmentRoles, scopes: scopes ?? null, expiresAt: expiresAt ?? null },
      });
      const key = await storeNewKey(store, {
        id,
        name,
        role,
        environmentRoles,
        scopes: scopes ?? null,
        expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
        createdBy: ctx.actor.name,
        now: new Date(this.clock.now()),
      });
      const [row] = await store.query<KeyView>(`${selectKeys} and k.id = $2`, [id]);
      return { ...apiKeyFrom(row as KeyView), key };
    });
  }
}
