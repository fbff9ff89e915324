import { Inject, Injectable } from '@nestjs/common';
import type { ConnectionTestResult } from '@penstock/contracts';
import type { EngineHost } from '@penstock/engine-host';
import type { Clock } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { CLOCK, ENGINE_HOST } from '../../../platform/tokens';
import { ConnectionReads } from '../connection-reads';

@Injectable()
export class TestConnection {
  constructor(
    private readonly reads: ConnectionReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ConnectionError CONNECTION_NOT_FOUND; what the remote side says is a result, not an error. */
  async execute(ctx: RequestContext, id: string): Promise<ConnectionTestResult> {
    await this.reads.one(ctx, id);
    const startedAt = this.clock.monotonic();
    const result = await this.host.connections.test(ctx.organizationId, id);
    return { ...result, durationMs: Math.round(this.clock.monotonic() - startedAt) };
  }
}
