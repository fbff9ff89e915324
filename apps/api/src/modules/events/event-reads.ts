import { Injectable } from '@nestjs/common';
import type { EventQuery, IntakeEvent, Page } from '@penstock/contracts';
import { UnitOfWork } from '@penstock/database';
import { JsonSyntaxError, parseJson, type Json } from '@penstock/kernel';
import type { RequestContext } from '../../platform/auth/request-context';
import { maskForEditing, maskOneTimeTokensInText } from '../../platform/one-time-tokens';
import { idFromCursor, pageFrom } from '../../platform/paging';
import { eventNotFound } from './events.errors';

const selectEvents = (columns: string): string => `
  select v.id, e.key as environment, v.path, v.channel, v.state, v.reason, v.dedupe_key, v.received_at, ${columns}
    array(select r.id from run r where r.event_id = v.id order by r.id) as run_ids
  from event v join environment e on e.id = v.environment_id
  where v.organization_id = $1`;

interface EventView {
  readonly id: string;
  readonly environment: string;
  readonly path: string;
  readonly channel: string;
  readonly state: IntakeEvent['state'];
  readonly reason: string | null;
  readonly dedupe_key: string;
  readonly received_at: Date;
  readonly run_ids: string[];
  readonly payload?: string | null;
}

/** An event with its payload, digit by digit, without its one-time tokens. */
export type ExactEventDetail = IntakeEvent & { readonly payload: Json };

@Injectable()
export class EventReads {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  async page(ctx: RequestContext, { cursor, limit, state }: EventQuery): Promise<Page<IntakeEvent> & { items: IntakeEvent[] }> {
    const values: unknown[] = [idFromCursor(cursor), state ?? null, limit + 1];
    const rows = await this.unitOfWork
      .read(ctx)
      .query<EventView>(
        `${selectEvents('')} and ($2::uuid is null or v.id < $2) and ($3::text is null or v.state = $3) order by v.id desc limit $4`,
        values,
      );
    return pageFrom(rows, limit, eventView);
  }

  /** @throws EventError EVENT_NOT_FOUND */
  async one(ctx: RequestContext, id: string): Promise<ExactEventDetail> {
    const [row] = await this.unitOfWork.read(ctx).query<EventView>(`${selectEvents('v.payload,')} and v.id = $2`, [id]);
    if (!row) throw eventNotFound();
    return { ...eventView(row), payload: payloadOf(row.payload ?? null) };
  }
}

const eventView = (row: EventView): IntakeEvent => ({
  id: row.id,
  environment: row.environment,
  path: row.path,
  channel: row.channel,
  state: row.state,
  reason: row.reason,
  dedupeKey: row.dedupe_key,
  receivedAt: row.received_at.toISOString(),
  runIds: row.run_ids,
});

/** What an unknown address was sent need not be JSON; then it is shown as the text it is. */
function payloadOf(text: string | null): Json {
  if (text === null) return null;
  try {
    return maskForEditing(parseJson(text));
  } catch (thrown) {
    if (thrown instanceof JsonSyntaxError) return maskOneTimeTokensInText(text);
    throw thrown;
  }
}
