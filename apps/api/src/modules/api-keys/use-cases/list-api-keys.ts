import { Injectable } from '@nestjs/common';
import type { ApiKey } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { apiKeyFrom, selectKeys, type KeyView } from '../api-key-view';

@Injectable()
export class ListApiKeys {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(ctx: RequestContext): Promise<readonly ApiKey[]> {
    return (await this.unitOfWork.read(ctx).query<KeyView>(`${selectKeys} order by k.created_at desc, k.id`)).map(apiKeyFrom);
  }
}
