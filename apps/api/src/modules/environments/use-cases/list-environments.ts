import { Injectable } from '@nestjs/common';
import type { Environment } from '@penstock/contracts';
import { EnvironmentRow, UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { environmentView } from '../environment-view';

@Injectable()
export class ListEnvironments {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** In the order versions are promoted. */
  async execute(ctx: RequestContext): Promise<Environment[]> {
    const rows = await this.unitOfWork.read(ctx).repository(EnvironmentRow).find({ order: { position: 'ASC' } });
    return rows.map(environmentView);
  }
}
