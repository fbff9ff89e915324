import { Injectable } from '@nestjs/common';
import type { ApiKey } from '@penstock/contracts';
import { ApiKeyRow, UnitOfWork } from '@penstock/database';
import { IsNull } from 'typeorm';
import type { RequestContext } from '../../../platform/auth/request-context';
import { apiKeyView } from '../api-key-view';

@Injectable()
export class ListApiKeys {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(ctx: RequestContext): Promise<readonly ApiKey[]> {
    const keys = this.unitOfWork.read(ctx).repository(ApiKeyRow);
    const rows = await keys.find({ where: { revokedAt: IsNull() }, order: { createdAt: 'DESC' } });
    return rows.map(apiKeyView);
  }
}
