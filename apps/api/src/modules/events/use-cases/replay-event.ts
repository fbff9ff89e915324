import { Inject, Injectable } from '@nestjs/common';
import type { EngineHost } from '@penstock/engine-host';
import type { EventId } from '@penstock/kernel';
import type { RequestContext } from '../../../platform/auth/request-context';
import { ENGINE_HOST } from '../../../platform/tokens';
import { EventReads, type ExactEventDetail } from '../event-reads';
import { EventError, eventNotFound } from '../events.errors';

@Injectable()
export class ReplayEvent {
  constructor(
    private readonly reads: EventReads,
    @Inject(ENGINE_HOST) private readonly host: EngineHost,
  ) {}

  /** @throws EventError EVENT_NOT_FOUND, EVENT_NOT_REPLAYABLE */
  async execute(ctx: RequestContext, id: string): Promise<ExactEventDetail> {
    const event = await this.reads.one(ctx, id);
    const outcome = await this.host.runs.replayEvent(ctx.organizationId, id as EventId);
    if (outcome === 'done') return this.reads.one(ctx, id);
    if (outcome === 'not-found' && event.state !== 'routed') throw eventNotFound();
    throw new EventError(
      'EVENT_NOT_REPLAYABLE',
      event.state === 'routed'
        ? 'This event has started its runs already; starting them again could do things twice. Retry the run instead.'
        : `Nothing was started: no flow is deployed at /${event.path} yet, or the event’s signature does not fit. Deploy the flow, then replay.`,
    );
  }
}
