import { Injectable } from '@nestjs/common';
import type { Erasure, ErasureQuery } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { idFromCursor, pageFrom } from '../../../platform/paging';
import { erasureColumns, erasureView, type ErasureRow } from '../erasure-view';

@Injectable()
export class ListErasures {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async execute(ctx: RequestContext, { cursor, limit }: ErasureQuery) {
    const rows = await this.unitOfWork
      .read(ctx)
      .query<ErasureRow>(
        `select ${erasureColumns} from erasure where organization_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
        [idFromCursor(cursor), limit + 1],
      );
    return pageFrom<ErasureRow, Erasure>(rows, limit, erasureView);
  }
}
