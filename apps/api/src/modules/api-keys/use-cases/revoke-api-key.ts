import { Inject, Injectable } from '@nestjs/common';
import { ApiKeyRow, UnitOfWork } from '@penstock/database';
import type { Clock } from '@penstock/kernel';
import { IsNull } from 'typeorm';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK } from '../../../platform/tokens';
import { ApiKeyError } from '../api-keys.errors';

@Injectable()
export class RevokeApiKey {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ApiKeyError API_KEY_NOT_FOUND */
  async execute(ctx: RequestContext, id: string): Promise<void> {
    await this.unitOfWork.run(ctx, async (store) => {
      const keys = store.repository(ApiKeyRow);
      const key = await keys.findOneForUpdate({ id, revokedAt: IsNull() });
      if (!key) throw new ApiKeyError('API_KEY_NOT_FOUND', 'There is no such key, or it was revoked already.');
      await keys.update({ id }, { revokedAt: new Date(this.clock.now()) });
      store.record({ action: 'api-key.revoked', object: { kind: 'api-key', id, name: key.name } });
    });
  }
}
