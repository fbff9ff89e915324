import { Inject, Injectable } from '@nestjs/common';
import type { CreateApiKeyRequest, CreatedApiKey } from '@penstock/contracts';
import { ApiKeyRow, UnitOfWork } from '@penstock/database';
import type { Clock, Ids } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { randomToken, tokenHash } from '../../../platform/auth/token';
import { CLOCK, IDS } from '../../../platform/tokens';
import { apiKeyView } from '../api-key-view';
import { ApiKeyError } from '../api-keys.errors';

/** Enough of a key to recognise it, too little to use it. */
export const shownCharacters = 11;

@Injectable()
export class CreateApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(IDS) private readonly ids: Ids,
  ) {}

  /** The answer is the only place where the key itself is ever shown. */
  async execute(ctx: RequestContext, { name, role, scopes, expiresAt }: CreateApiKeyRequest): Promise<CreatedApiKey> {
    if (role === 'owner' && ctx.actor.role !== 'owner') {
      throw new ApiKeyError('API_KEY_ROLE_TOO_HIGH', 'Only an owner may create a key with the role owner. Nothing was created. Choose another role.');
    }
    const end = expiresAt === undefined ? null : new Date(expiresAt);
    if (end && end.getTime() <= this.clock.now()) {
      throw new ApiKeyError('API_KEY_END_PASSED', 'The end of this key has passed already. Nothing was created. Choose a later time.');
    }
    const key = `pk_${randomToken()}`;
    const row = await this.unitOfWork.run(ctx, async (store) => {
      const id = this.ids.next();
      store.record({ action: 'api-key.created', object: { kind: 'api-key', id, name }, details: { role, scopes: scopes ?? null, expiresAt: expiresAt ?? null } });
      return store.repository(ApiKeyRow).insert({
        id,
        name,
        role,
        prefix: key.slice(0, shownCharacters),
        keyHash: tokenHash(key),
        createdAt: new Date(this.clock.now()),
        createdBy: ctx.actor.name,
        lastUsedAt: null,
        revokedAt: null,
        expiresAt: end,
        scopes: scopes ?? null,
      });
    });
    return { ...apiKeyView(row), key };
  }
}
