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
    const keys = this.unitOfWork.read(ctx).repository(ApiKeyRow);
    const changed = await keys.update({ id, revokedAt: IsNull() }, { revokedAt: new Date(this.clock.now()) });
    if (changed === 0) throw new ApiKeyError('API_KEY_NOT_FOUND', 'There is no such key, or it was revoked already.');
  }
}
