import { Injectable } from '@nestjs/common';
import type { Run } from '@penstock/contracts';
import type { RequestContext } from '../../../platform/auth/request-context';
import { RunReads } from '../run-reads';

@Injectable()
export class ReadRun {
  constructor(private readonly reads: RunReads) {}

  execute(ctx: RequestContext, id: string): Promise<Run> {
    return this.reads.one(ctx, id);
  }
}
