import type { Scheduler } from '@penstock/engine';
import { parseJson, stringifyJson, type Clock, type EventId, type Json } from '@penstock/kernel';
import type { Pool } from 'pg';
import type { FlowResponse } from './engine-host';

/** How often the database is asked: the run may be executed by another process, which tells nobody here. */
const LOOK_MS = 100;

/**
 * What flows answer to callers that wait at the webhook. The database is the truth; news from runs of this process
 * only makes it look sooner.
 */
export class FlowResponses {
  private readonly waiting = new Set<() => void>();

  constructor(
    private readonly pool: Pool,
    private readonly scheduler: Scheduler,
    private readonly clock: Clock,
  ) {}

  tell(): void {
    for (const look of this.waiting) look();
  }

  async of(eventId: EventId, withinMs: number): Promise<FlowResponse | undefined> {
    const giveUpAt = this.clock.monotonic() + withinMs;
    for (;;) {
      const { rows } = await this.pool.query<{ response: string }>({
        name: 'read_flow_response',
        text: 'select response from run where event_id = $1 and response is not null order by id limit 1',
        values: [eventId],
      });
      const [row] = rows;
      if (row) return responseFrom(row.response);
      if (this.clock.monotonic() >= giveUpAt) return undefined;
      await this.news();
    }
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        this.waiting.delete(look);
        cancel();
        resolve();
      };
      const cancel = this.scheduler.after(LOOK_MS, look);
      this.waiting.add(look);
    });
  }
}

/** Stored as `{ status, body }`; the body stays the text it was, digits included. */
function responseFrom(text: string): FlowResponse {
  const { status, body } = parseJson(text) as { readonly status: Json; readonly body: Json };
  return { status: Number(status), body: stringifyJson(body) };
}
