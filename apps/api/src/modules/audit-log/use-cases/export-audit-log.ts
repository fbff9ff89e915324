import { Injectable } from '@nestjs/common';
import type { AuditFilter } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import type { RequestContext } from '../../../platform/auth/request-context';
import { AuditReads } from '../audit-reads';

const PAGE = 1000;

@Injectable()
export class ExportAuditLog {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly reads: AuditReads,
  ) {}

  /**
   * JSON lines, oldest first, with everything that the hashes are computed from. The export itself is the last entry of
   * a whole log: it is recorded before the first line leaves.
   */
  async execute(ctx: RequestContext, filter: AuditFilter): Promise<AsyncIterable<string>> {
    await this.unitOfWork.run(ctx, async (store) => {
      store.record({ action: 'audit-log.exported', object: { kind: 'audit-log', id: ctx.organizationId }, details: filter });
      return Promise.resolve();
    });
    return this.lines(ctx, filter);
  }

  private async *lines(ctx: RequestContext, filter: AuditFilter): AsyncGenerator<string> {
    for (let after = 0; ; ) {
      const entries = await this.reads.after(ctx, filter, { after, limit: PAGE });
      if (entries.length > 0) yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
      if (entries.length < PAGE) return;
      after = entries.at(-1)?.number ?? after;
    }
  }
}
