import { Injectable } from '@nestjs/common';
import type { FlowVersion, Page, PageQuery } from '@penstock/contracts';
import { FlowRow, FlowVersionRow, UnitOfWork } from '@penstock/database';
import { LessThan } from 'typeorm';
import type { RequestContext } from '../../../platform/auth/request-context';
import { idFromCursor, pageFrom } from '../../../platform/paging';
import { versionView } from '../flow-views';
import { flowNotFound } from '../flows.errors';

@Injectable()
export class ListVersions {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Newest first: ids grow with time. */
  async execute(
    ctx: RequestContext,
    { flowId, cursor, limit }: PageQuery & { flowId: string },
  ): Promise<Page<FlowVersion> & { items: FlowVersion[] }> {
    const store = this.unitOfWork.read(ctx);
    if (!(await store.repository(FlowRow).findOne({ id: flowId }))) throw flowNotFound();
    const before = idFromCursor(cursor);
    const rows = await store.repository(FlowVersionRow).find({
      where: { flowId, ...(before !== null && { id: LessThan(before) }) },
      order: { id: 'DESC' },
      take: limit + 1,
    });
    return pageFrom(rows, limit, versionView);
  }
}
